import type { IDataObject } from 'n8n-workflow';

/** What became of one item. */
export type Result = { readonly json: readonly IDataObject[] } | { readonly error: unknown };
