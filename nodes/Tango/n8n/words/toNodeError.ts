import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { toTangoError, type TangoError } from '../../core';
import { explain } from './explain';
import { rowOf } from './rows';
import { technicalFacts } from './technicalFacts';

/** Where an error happened; `names` gives the fields' display names. */
export interface ErrorPlace {
	readonly node: INode;
	readonly itemIndex?: number;
	/** How many items the run has. */
	readonly itemCount?: number;
	readonly names?: ReadonlyMap<string, string>;
	/** Further sentences for the description, such as what was already done. */
	readonly more?: string;
}

/** Turns an error of the core into n8n's own, once, with our words. Never attaches requests or answers. */
export function toNodeError(error: unknown, place: ErrorPlace): NodeApiError | NodeOperationError {
	// n8n's own words, such as a missing credential or an expression that cannot be resolved.
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	const known = toTangoError(error);
	const nodeError = withoutDetails(known, place);
	// What the editor shows under Error details, beside the HTTP status.
	nodeError.context.data = { ...detailsOf(place), ...technicalFacts(known.facts) };
	return nodeError;
}

function withoutDetails(known: TangoError, place: ErrorPlace): NodeApiError | NodeOperationError {
	const texts = errorTexts(known, place);
	const { message } = texts;
	const description = toHtml(texts.description);
	const { node, itemIndex, itemCount = 1 } = place;
	// The editor puts "[item 2]" behind a message of several items: a second counting, from 0, beside our row.
	const where = itemIndex === undefined || itemCount > 1 ? {} : { itemIndex };
	if (known.code === 'INVALID_INPUT' || known.code === 'INVALID_CREDENTIALS_FIELD') {
		return new NodeOperationError(node, message, { description, ...where });
	}
	// Only an HTTP status goes into httpCode: n8n replaces the message for codes it knows.
	const httpCode = known.facts.status === undefined ? undefined : String(known.facts.status);
	return new NodeApiError(node, {}, { message, description, ...where, ...(httpCode ? { httpCode } : {}) });
}

function detailsOf({ itemIndex, itemCount = 1 }: ErrorPlace): Record<string, string> {
	const row = rowOf(itemIndex, itemCount);
	return row ? { Row: row.replace('row ', '') } : {};
}

/** Message and description as plain text. */
export function errorTexts(
	error: unknown,
	{ itemIndex, itemCount = 1, names, more }: Omit<ErrorPlace, 'node'>,
): { message: string; description: string } {
	const { message, description } = explain(toTangoError(error), names);
	const row = rowOf(itemIndex, itemCount);
	return {
		message: `${withoutErrorCodes(message)}${row && ` (${row})`}`,
		description: [description, more].filter(Boolean).join(' '),
	};
}

/** n8n-workflow, COMMON_ERRORS: n8n replaces a message that contains one of these with its own text. */
const REPLACED_BY_N8N =
	/ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/gi;

/** Words of others get into messages ("preexisting" holds EEXIST): an invisible sign keeps n8n from seeing a code. */
function withoutErrorCodes(message: string): string {
	return message.replace(REPLACED_BY_N8N, (code) => `${code.slice(0, 2)}\u2060${code.slice(2)}`);
}

/** A text of several lines where n8n shows HTML. */
function toHtml(text: string): string {
	return escapeHtml(text).replaceAll('\n', '<br>');
}

/** For texts that n8n shows as HTML. */
export function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
