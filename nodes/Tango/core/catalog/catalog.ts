import { unlessCancelled } from '../foundation/unlessCancelled';
import type { CallOptions, Client } from '../call/client';
import type { Clock } from '../foundation/clock';
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

/** The catalog of one connection, kept in memory and loaded once for all who ask at the same time. */
export interface Catalog {
	brands(call: CallOptions): Promise<readonly Brand[]>;
	/** Every reward of every brand. */
	rewards(call: CallOptions): Promise<readonly CatalogEntry[]>;
	/** The reward with this utid (case does not matter), or undefined when Tango does not offer it. */
	find(utid: string, call: CallOptions): Promise<CatalogEntry | undefined>;
}

export function createCatalog(client: Client, clock: Clock): Catalog {
	let loadedAt = -Infinity;
	let kept: { brands: readonly Brand[]; byUtid: ReadonlyMap<string, CatalogEntry> } | undefined;
	let loading: Promise<void> | undefined;

	async function load(call: CallOptions): Promise<void> {
		// The load is shared, so one caller's cancel must not end it for the others.
		const { json } = await client.send(ENDPOINTS.getCatalog, {}, { ...call, signal: undefined });
		// Something in between answered; kept, it would be the catalog for hours.
		if (!isCatalog(json)) throw new TangoError('UNAVAILABLE', { detail: 'NO_CATALOG' });
		const brands = readCatalog(json);
		kept = { brands, byUtid: indexByUtid(brands) };
		loadedAt = clock.now();
	}

	async function fresh(maxAgeMs: number, call: CallOptions) {
		if (!kept || clock.now() - loadedAt > maxAgeMs) {
			if (call.signal?.aborted) throw new TangoError('CANCELLED');
			loading ??= load(call).finally(() => (loading = undefined));
			const loaded = await unlessCancelled(loading, call.signal);
			if (loaded?.kind === 'cancelled') throw new TangoError('CANCELLED');
		}
		return kept ?? { brands: [], byUtid: new Map<string, CatalogEntry>() };
	}

	return {
		brands: async (call) => (await fresh(KEEP_MS, call)).brands,
		rewards: async (call) => [...(await fresh(KEEP_MS, call)).byUtid.values()],
		find: async (utid, call) => {
			const key = utid.toUpperCase();
			const entry = (await fresh(KEEP_MS, call)).byUtid.get(key);
			return entry ?? (await fresh(LOOK_AGAIN_AFTER_MS, call)).byUtid.get(key);
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
