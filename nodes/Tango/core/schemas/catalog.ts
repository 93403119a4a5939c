import { z } from 'zod/v4';

/* Tango's catalog, read leniently: everything but the IDs may be missing on the wire. */
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const rewardShape = z.looseObject({
	utid: z.string(),
	rewardName: text,
	currencyCode: text,
	status: text,
	valueType: text,
	rewardType: text,
	minValue: number,
	maxValue: number,
	faceValue: number,
	isWholeAmountValueRequired: flag,
	fee: z.looseObject({ type: text, value: number }).optional().catch(undefined),
	countries: z.array(z.string()).optional().catch(undefined),
});

const brandShape = z.looseObject({
	brandKey: z.string(),
	brandName: text,
	status: text,
	items: z.array(z.unknown()).catch([]),
});

export type Reward = z.infer<typeof rewardShape>;

export interface Brand {
	readonly brandKey: string;
	readonly brandName: string | undefined;
	readonly status: string | undefined;
	readonly rewards: readonly Reward[];
	/** The brand as Tango sent it. */
	readonly raw: Readonly<Record<string, unknown>>;
}

/** Brands and rewards that cannot be identified are left out; nothing is invented. */
export function readCatalog(json: unknown): Brand[] {
	const catalog = z.looseObject({ brands: z.array(z.unknown()).catch([]) }).safeParse(json);
	if (!catalog.success) return [];
	return catalog.data.brands.flatMap((entry) => {
		const brand = brandShape.safeParse(entry);
		if (!brand.success) return [];
		const { items, ...raw } = brand.data;
		const rewards = items.flatMap((item) => rewardShape.safeParse(item).data ?? []);
		return [
			{ brandKey: raw.brandKey, brandName: raw.brandName, status: raw.status, rewards, raw: brand.data },
		];
	});
}
