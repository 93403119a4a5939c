import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { toTangoError } from '../../core';
import { explain } from './explain';

/** Where an error happened; `names` gives the fields' display names. */
export interface ErrorPlace {
	readonly node: INode;
	readonly itemIndex?: number;
	readonly names?: ReadonlyMap<string, string>;
	/** Further sentences for the description, such as what was already done. */
	readonly more?: string;
}

/** Turns an error of the core into n8n's own, once, with our words. Never attaches requests or answers. */
export function toNodeError(error: unknown, place: ErrorPlace): NodeApiError | NodeOperationError {
	// n8n's own words, such as a missing credential or an expression that cannot be resolved.
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	const known = toTangoError(error);
	const { message, description } = errorTexts(known, place);
	const { node } = place;
	const where = place.itemIndex === undefined ? {} : { itemIndex: place.itemIndex };
	if (known.code === 'INVALID_INPUT' || known.code === 'INVALID_CREDENTIALS_FIELD') {
		return new NodeOperationError(node, message, { description, ...where });
	}
	// Only an HTTP status goes into httpCode: n8n replaces the message for codes it knows.
	const httpCode = known.facts.status === undefined ? undefined : String(known.facts.status);
	return new NodeApiError(node, {}, { message, description, ...where, ...(httpCode ? { httpCode } : {}) });
}

/** The same words for an item on the error output. The description is escaped, as n8n shows it as HTML. */
export function errorTexts(
	error: unknown,
	place: Omit<ErrorPlace, 'node'>,
): { message: string; description: string } {
	const { message, description } = explain(toTangoError(error), place.names);
	const where = place.itemIndex === undefined ? '' : ` [item ${place.itemIndex}]`;
	return {
		message: `${withoutErrorCodes(message)}${where}`,
		description: escapeHtml([description, place.more].filter(Boolean).join(' ')),
	};
}

/** n8n-workflow, COMMON_ERRORS: n8n replaces a message that contains one of these with its own text. */
const REPLACED_BY_N8N =
	/ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/gi;

/** Words of others get into messages ("preexisting" holds EEXIST): an invisible sign keeps n8n from seeing a code. */
function withoutErrorCodes(message: string): string {
	return message.replace(REPLACED_BY_N8N, (code) => `${code.slice(0, 2)}\u2060${code.slice(2)}`);
}

/** For texts that n8n shows as HTML. */
export function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
