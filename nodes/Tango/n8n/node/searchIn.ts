import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openTango, searchFor, type Tango } from '../../core';
import { auditTrail } from '../credential/auditTrail';
import { credentialTypeOf, readSettings } from '../credential/readSettings';
import { egressFilterOf } from '../credential/egress';
import { callOptions } from '../fields/requestOptions';
import { toNodeError } from '../words/toNodeError';
import { told, type ListRow } from './listRows';

/** More than a person looks through at once; n8n asks for the next ones as the list is scrolled. */
const PAGE_SIZE = 200;

type Rows = (tango: Tango, call: ReturnType<typeof callOptions>) => Promise<ListRow[]>;

/** A search as n8n calls it: what was typed, and where the page before ended. */
type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Reads the list with the node's credential; what goes wrong is told in the list's own place. */
export function searchIn(rowsFor: (editor: ILoadOptionsFunctions) => Rows): Search {
	return async function search(filter, paginationToken) {
		try {
			const type = credentialTypeOf(this.getCurrentNodeParameter('authentication'));
			const tango = openTango(readSettings(type, await this.getCredentials(type)), egressFilterOf(this));
			const limits = { maxAttempts: 2, totalTimeout: 40 };
			const call = callOptions(tango, limits, undefined, auditTrail(this));
			const rows = await rowsFor(this)(tango, { ...call, personWaits: true });
			return pageOf(told(rows).filter(searchFor(filter)), Number(paginationToken) || 0);
		} catch (error) {
			throw toNodeError(error, { node: this.getNode() });
		}
	};
}

function pageOf(rows: readonly ListRow[], start: number): INodeListSearchResult {
	const end = start + PAGE_SIZE;
	return {
		results: rows.slice(start, end).map(({ label, value }) => ({ name: label, value })),
		...(end < rows.length ? { paginationToken: String(end) } : {}),
	};
}
