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
	fulfillmentType: text,
	/** Ways of delivery: EMAIL, PHONE, ADDRESS, EMBEDDED. */
	attributes: z.array(z.string()).optional().catch(undefined),
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

/**
 * Brands and rewards that cannot be identified are left out; nothing is invented. It is kept for hours, so equal texts
 * of the rewards become one in what was handed in.
 */
export function readCatalog(json: unknown): Brand[] {
	const catalog = z.looseObject({ brands: z.array(z.unknown()).catch([]) }).safeParse(json);
	if (!catalog.success) return [];
	const texts = new Map<string, string>();
	return catalog.data.brands.flatMap((entry) => {
		if (!isNamed(entry, 'brandKey')) return [];
		const brand = brandShape.safeParse(entry);
		if (!brand.success) return [];
		const { items, ...raw } = brand.data;
		const rewards = items.flatMap((item) => {
			if (!isNamed(item, 'utid')) return [];
			shareTexts(item, texts);
			return rewardShape.safeParse(item).data ?? [];
		});
		return [
			{ brandKey: raw.brandKey, brandName: raw.brandName, status: raw.status, rewards, raw: brand.data },
		];
	});
}

/** All rewards of a brand have the same instructions, and each a copy of them: together half of a catalog. */
function shareTexts(reward: object, texts: Map<string, string>): void {
	for (const [name, value] of Object.entries(reward)) {
		if (typeof value !== 'string') continue;
		const first = texts.get(value);
		if (first === undefined) texts.set(value, value);
		else Reflect.set(reward, name, first);
	}
}

/** Whether this is a catalog at all, be it an empty one. */
export function isCatalog(json: unknown): boolean {
	return typeof json === 'object' && json !== null && Array.isArray(Reflect.get(json, 'brands'));
}

/** Looked at first, as a schema takes long to say no, and an answer may hold a million such entries. */
function isNamed(value: unknown, name: string): value is object {
	return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'string';
}
