import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchFor, type CallOptions, type Tango } from '../../core';
import { toNodeError } from '../words/toNodeError';
import { editorConnection } from './editorConnection';
import { told, type ListRow } from './listRows';

/** More than a person looks through at once; n8n asks for the next ones as the list is scrolled. */
const PAGE_SIZE = 200;

type Rows = (tango: Tango, call: CallOptions, typed: string) => Promise<ListRow[]>;

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
			const { tango, call } = await editorConnection(this);
			const rows = await rowsFor(this)(tango, call, filter?.trim() ?? '');
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
