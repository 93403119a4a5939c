import type { Route } from '../router.ts';
import { accountRoutes } from './accounts.ts';
import { asyncOrderRoutes } from './asyncOrders.ts';
import { catalogListRoutes } from './catalogLists.ts';
import { catalogRoutes } from './catalogs.ts';
import { choiceProductRoutes } from './choiceProducts.ts';
import { creditCardRoutes } from './creditCards.ts';
import { customerRoutes } from './customers.ts';
import { exchangeRateRoutes } from './exchangeRates.ts';
import { fundRoutes } from './funds.ts';
import { lineItemRoutes } from './lineItems.ts';
import { lowBalanceRoutes } from './lowBalance.ts';
import { orderRoutes } from './orders.ts';
import { templateRoutes } from './templates.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every endpoint the sandbox plays. A new one is an entry in its room's list. */
export const ROUTES: readonly Route[] = [
	...orderRoutes,
	...asyncOrderRoutes,
	...lineItemRoutes,
	...customerRoutes,
	...accountRoutes,
	...lowBalanceRoutes,
	...catalogRoutes,
	...catalogListRoutes,
	...choiceProductRoutes,
	...exchangeRateRoutes,
	...creditCardRoutes,
	...fundRoutes,
	...templateRoutes,
	...webhookRoutes,
];
