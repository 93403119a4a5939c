import type { Thing } from '../foundation/errors';
import type { Safety } from '../foundation/outcome';
import type { HttpMethod } from '../foundation/transport';

/**
 * How Tango hands out a list (tango-api, "paging styles"):
 * - `page`: `page` (0-based) and `elementsPerBlock`, envelope with `page.totalCount` or `page.totalElements`.
 * - `cursor`: `paginate=true`, `maxResults` and `nextCursor`, envelope with `items`.
 * - `keyset`: `elementsPerBlock` and `pageKeys`, envelope with `keysetPage.nextPageKeys`.
 * - `whole`: in one answer.
 */
export interface Paging {
	readonly style: 'page' | 'cursor' | 'keyset' | 'whole';
	/** Tango pages it without being asked to, and knows no `paginate` here. */
	readonly alwaysPaged?: boolean;
	/** Name of the list in the answer. */
	readonly items: string;
	/** The most that one request may ask for. */
	readonly maxPerRequest: number;
	/** The most of one list that Tango hands out, where it has such a limit. */
	readonly maxInAll?: number;
}

export interface Endpoint {
	readonly method: HttpMethod;
	/** Below the base URL; names in braces are filled from the request's `path`, percent-encoded. */
	readonly path: string;
	readonly safety: Safety;
	/** Fields of Tango's answer; JSON with none of them comes from something in between. Left out: not looked at. */
	readonly names?: readonly string[];
	readonly paging?: Paging;
	/** The status that says by itself that Tango did it or will: 202 comes with a mere "Accepted", 204 and some 200 with nothing. */
	readonly acknowledged?: 200 | 202 | 204;
	/** The most that is read of an answer, where it may be more than usual. */
	readonly maxResponseBytes?: number;
	/** What a 404 or 409 speaks of, and the field that says which. */
	readonly what?: { readonly noun: string; readonly field: string };
	/** What a 404 speaks of, where that is something else than what a 409 does. */
	readonly missing?: Omit<Thing, 'identifier'>;
}
