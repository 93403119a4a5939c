import type { Thing } from '../foundation/errors';
import { oneLine } from '../foundation/oneLine';
import type { Endpoint } from './endpoint';

const CUSTOMER = { noun: 'customer', field: 'customerIdentifier' } as const;
const ACCOUNT = { noun: 'account', field: 'accountIdentifier' } as const;

/** Keys by which Tango says which of several things it means (tango-api.md section 4.3). */
const BY_KEY: Readonly<Record<string, Omit<Thing, 'identifier'>>> = {
	'402.001': ACCOUNT,
	'404.002': CUSTOMER,
	'404.003': ACCOUNT,
	'404.004': { ...ACCOUNT, trouble: 'inactive' },
	'404.020': { ...ACCOUNT, trouble: 'ofAnotherCustomer' },
	'404.033': { noun: 'reward', field: 'utid' },
	'404.053': { noun: 'email template', field: 'etid' },
	'404.096': { ...ACCOUNT, trouble: 'ofAnotherCustomer' },
	'409.005': { noun: 'email template', field: 'name' },
};

/** Identifiers are shown; anything else, such as the token of a card, is not. */
const IDENTIFIER = /(?:Identifier|ID|[uU]tid|etid|^name)$/;

interface Asked {
	readonly path?: Readonly<Record<string, string>>;
	readonly body?: Readonly<Record<string, unknown>>;
}

/** What an answer that says no is about. */
export function thingOf(
	{ what, missing = what }: Endpoint,
	{ path, body }: Asked,
	i18nKey = '',
	status?: number,
): Thing | undefined {
	const thing = BY_KEY[i18nKey] ?? (status === 404 ? missing : what);
	if (!thing) return undefined;
	// A transfer has its accounts under names of its own: the one that pays, or one of the two.
	if (thing.field === 'accountIdentifier' && body?.transferFrom !== undefined) {
		return i18nKey === '402.001' ? named({ ...thing, field: 'transferFrom' }, body.transferFrom) : undefined;
	}
	return named(thing, path?.[thing.field] ?? body?.[thing.field]);
}

function named(thing: Omit<Thing, 'identifier'>, given: unknown): Thing {
	const isShown =
		typeof given === 'string' && (IDENTIFIER.test(thing.field) || thing.field === 'transferFrom');
	return isShown ? { ...thing, identifier: oneLine(given) } : thing;
}
