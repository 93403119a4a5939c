import type { Fields, ValueOf } from '../../../nodes/Tango/n8n/fields/form.ts';
import { readParams, type CheckTogether } from '../../../nodes/Tango/n8n/fields/readParams.ts';
import { checkOrder, type CreateParams } from '../../../nodes/Tango/Orders/order/create.params.ts';
import { CREATE_FIELDS } from '../../../nodes/Tango/Orders/order/create.fields.ts';

export type Raw = Readonly<Record<string, unknown>>;

/** What n8n gives for these parameters; a field that was never touched has its default. */
export function valuesOf(raw: Raw): ValueOf {
	return (name, fallback) => (Object.hasOwn(raw, name) ? raw[name] : fallback);
}

/** The parameters of a form, or the problems as "field problem". */
export function readAll<P>(fields: Fields<P>, raw: Raw, checkTogether?: CheckTogether<P>): P | string[] {
	const read = readParams(fields, checkTogether, valuesOf(raw));
	if ('params' in read) return read.params;
	return read.problems.map(({ facts }) => `${facts.field} ${facts.problem}`);
}

/** What n8n gives for an order by e-mail that has no fault. */
export const ORDER: Raw = {
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	amount: 25,
	deliveryMethod: 'EMAIL',
	recipientEmail: 'jane@example.com',
	recipientFirstName: 'Jane',
	recipientLastName: '',
	recipientMobileNumber: '',
	recipientAddress: {},
	referenceSource: 'businessKey',
	reference: 'response-1',
	referenceScope: '',
	simplify: true,
	additionalFields: {},
	options: {},
};

/** All that is wrong with an order that differs from it, in words; empty when it is fine. */
export function orderProblems(changes: Raw = {}): string[] {
	const read = readAll(CREATE_FIELDS, { ...ORDER, ...changes }, checkOrder);
	return Array.isArray(read) ? read : [];
}

/** A sound order. */
export function orderParams(changes: Raw = {}): CreateParams {
	const read = readAll(CREATE_FIELDS, { ...ORDER, ...changes }, checkOrder);
	if (Array.isArray(read)) throw new Error(read.join('; '));
	return read;
}
