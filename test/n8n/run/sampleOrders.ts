import type { Order, OrderCriteria } from '../../sandbox/orders/book.ts';
import { placeOrder } from '../../sandbox/orders/place.ts';
import type { Sandbox } from '../../sandbox/server.ts';

/** An order for Jane, as another program than n8n places it; `changes` win. */
export function placeSample({ state }: Sandbox, changes: Partial<OrderCriteria> = {}): Order {
	return placeOrder(
		{
			customerIdentifier: 'acme-rewards',
			accountIdentifier: 'acme-usd',
			utid: 'U666425',
			amount: 1,
			deliveryMethod: 'EMAIL',
			recipient: { firstName: 'Jane', lastName: 'Example', email: 'jane@example.com' },
			...changes,
		},
		state,
	);
}
