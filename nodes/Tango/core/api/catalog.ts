import { z } from 'zod/v4';
import { isRecord, type JsonRecord } from './page';

/* Tango's catalog, read leniently: everything but the IDs may be missing on the wire. */
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const rewardShape = z.object({
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
	isExpirable: flag,
	credentialTypes: z.array(z.string()).optional().catch(undefined),
	fulfillmentType: text,
	/** Ways of delivery: EMAIL, PHONE, ADDRESS, EMBEDDED. */
	attributes: z.array(z.string()).optional().catch(undefined),
	fee: z.looseObject({ type: text, value: number }).optional().catch(undefined),
	countries: z.array(z.string()).optional().catch(undefined),
});

const brandShape = z.object({
	brandKey: z.string(),
	brandName: text,
	status: text,
	categories: z
		.array(z.looseObject({ identifier: text, description: text }).catch({}))
		.optional()
		.catch(undefined),
	items: z.array(z.unknown()).catch([]),
});

/** What is read of a reward; with `raw`, the whole of it as Tango sent it. */
export type Reward = z.infer<typeof rewardShape> & { readonly raw?: JsonRecord };

export interface Brand {
	readonly brandKey: string;
	readonly brandName: string | undefined;
	readonly status: string | undefined;
	readonly categories: NonNullable<z.infer<typeof brandShape>['categories']>;
	readonly rewards: readonly Reward[];
	/** The brand as Tango sent it. */
	readonly raw: JsonRecord;
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
		if (!isRecord(entry) || typeof entry.brandKey !== 'string') return [];
		const brand = brandShape.safeParse(entry);
		if (!brand.success) return [];
		const { brandKey, brandName, status, categories = [], items } = brand.data;
		const rewards = items.flatMap((item) => {
			if (!isRecord(item) || typeof item.utid !== 'string') return [];
			shareTexts(item, texts);
			const reward = rewardShape.safeParse(item).data;
			return reward ? { ...reward, raw: item } : [];
		});
		return [{ brandKey, brandName, status, categories, rewards, raw: entry }];
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
