import type { CallOptions, Client } from '../call/client';
import type { Endpoint } from '../api/endpoint';
import type { Kept, Shelf } from '../foundation/kept';
import { ENDPOINTS } from '../api/endpoints';
import { TangoError } from '../foundation/errors';
import { isCatalog, readCatalog, type Brand, type Reward } from '../api/catalog';

/** Tango asks for about two catalog calls a day. */
const KEEP_MS = 12 * 60 * 60_000;
/** A reward that is not in the kept catalog may be new: ask again, but not for every item of a run. */
const LOOK_AGAIN_AFTER_MS = 10 * 60_000;

/** A reward with the brand it belongs to. */
export interface CatalogEntry {
	readonly reward: Reward;
	readonly brand: Brand;
}

/** A catalog that was read; nothing of it belongs to a credential. */
export interface LoadedCatalog {
	readonly brands: readonly Brand[];
	readonly byUtid: ReadonlyMap<string, CatalogEntry>;
}

/** Platforms whose catalog is kept; one of 600 brands and 3,000 rewards takes some megabytes. */
export const MAX_CATALOGS = 10;

/** The same for the choice products of one connection. */
export const MAX_CHOICE_CATALOGS = 5;

/** The catalog as one connection asks for it, kept in memory and loaded once for all who ask at the same time. */
export interface Catalog {
	brands(call: CallOptions): Promise<readonly Brand[]>;
	/** Every reward of every brand. */
	rewards(call: CallOptions): Promise<readonly CatalogEntry[]>;
	/** The reward with this utid (case does not matter), or undefined when Tango does not offer it. */
	find(utid: string, call: CallOptions): Promise<CatalogEntry | undefined>;
	/** Every reward that the recipient of a choice product can choose from. */
	ofChoiceProduct(choiceProductUtid: string, call: CallOptions): Promise<readonly CatalogEntry[]>;
}

/**
 * @param kept the place of the platform's catalog. Tango's catalog is the platform's, so all credentials of a platform
 * share it, whichever of them loaded it: an edited one costs no further of the two calls a day. Whoever has the place
 * sees it without a request; it tells what can be bought, and nothing of what was.
 */
export function createCatalog(
	client: Client,
	kept: Kept<LoadedCatalog>,
	ofChoiceProducts: Shelf<LoadedCatalog>,
): Catalog {
	async function load(
		endpoint: Endpoint,
		path: Readonly<Record<string, string>>,
		call: CallOptions,
	): Promise<LoadedCatalog> {
		// The load is shared, so one caller's cancel must not end it for the others.
		const { json } = await client.send(endpoint, { path }, { ...call, signal: undefined });
		// Something in between answered; kept, it would be the catalog for hours.
		if (!isCatalog(json)) throw new TangoError('UNAVAILABLE', { detail: 'NO_CATALOG' });
		const brands = readCatalog(json);
		return { brands, byUtid: indexByUtid(brands) };
	}

	async function fresh(maxAgeMs: number, call: CallOptions): Promise<LoadedCatalog> {
		return await kept.get(maxAgeMs, {
			owner: client,
			load: async () => await load(ENDPOINTS.getCatalog, {}, call),
			signal: call.signal,
		});
	}

	return {
		brands: async (call) => (await fresh(KEEP_MS, call)).brands,
		rewards: async (call) => [...(await fresh(KEEP_MS, call)).byUtid.values()],
		find: async (utid, call) => {
			const key = utid.toUpperCase();
			const entry = (await fresh(KEEP_MS, call)).byUtid.get(key);
			return entry ?? (await fresh(LOOK_AGAIN_AFTER_MS, call)).byUtid.get(key);
		},
		ofChoiceProduct: async (choiceProductUtid, call) => {
			const path = { choiceProductUtid };
			const { byUtid } = await ofChoiceProducts.at(choiceProductUtid.toUpperCase()).get(KEEP_MS, {
				owner: client,
				load: async () => await load(ENDPOINTS.getChoiceCatalog, path, call),
				signal: call.signal,
			});
			return [...byUtid.values()];
		},
	};
}

function indexByUtid(brands: readonly Brand[]): Map<string, CatalogEntry> {
	return new Map(
		brands.flatMap((brand) =>
			brand.rewards.map((reward) => [reward.utid.toUpperCase(), { reward, brand }] as const),
		),
	);
}
