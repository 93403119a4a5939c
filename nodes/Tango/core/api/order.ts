import { z } from 'zod/v4';

/*
 * Tango's order, read leniently: an order that was paid is never lost because a field is missing or of
 * another type. Fields "required" in the specification are absent from real answers (tango-api, samples).
 */
const text = z.string().optional().catch(undefined);
export const money = z
	.looseObject({
		value: z.number().optional().catch(undefined),
		currencyCode: text,
		total: z.number().optional().catch(undefined),
	})
	.optional()
	.catch(undefined);

export const recipient = z
	.looseObject({
		email: text,
		firstName: text,
		lastName: text,
		mobileNumber: text,
		address: z
			.looseObject({
				companyName: text,
				streetLine1: text,
				streetLine2: text,
				city: text,
				stateOrProvince: text,
				postalCode: text,
				country: text,
			})
			.optional()
			.catch(undefined),
	})
	.optional()
	.catch(undefined);

const orderShape = z.looseObject({
	referenceOrderID: text,
	referenceLineItemID: text,
	externalRefID: text,
	customerIdentifier: text,
	accountIdentifier: text,
	utid: text,
	rewardName: text,
	status: text,
	orderStatus: text,
	deliveryMethod: text,
	createdAt: text,
	denomination: money,
	amountCharged: money,
	recipient,
	reward: z
		.looseObject({ credentialList: z.array(z.unknown()).optional().catch(undefined) })
		.optional()
		.catch(undefined),
});

export type Order = z.infer<typeof orderShape>;

/** Never throws: what cannot be read is simply absent. */
export function readOrder(json: unknown): Order {
	const parsed = orderShape.safeParse(json);
	return parsed.success ? parsed.data : {};
}
