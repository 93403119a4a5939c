import fc from 'fast-check';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import {
	allOf,
	TangoError,
	type TangoErrorCode,
	type TangoErrorFacts,
} from '../../../nodes/Tango/core/foundation/errors.ts';
import { repeatedReferences } from '../../../nodes/Tango/core/money/batchChecks.ts';
import { errorTexts, escapeHtml, toNodeError } from '../../../nodes/Tango/n8n/words/toNodeError.ts';
import { explain } from '../../../nodes/Tango/n8n/words/explain.ts';
import { NODE } from '../support/node.ts';

/** Every code with the facts that choose between its words. The type makes a new code appear here. */
const FACTS: Readonly<Record<TangoErrorCode, readonly TangoErrorFacts[]>> = {
	INVALID_INPUT: [
		{ field: '', problem: 'was not executed' },
		{ field: 'amount', problem: 'is empty' },
	],
	INVALID_CREDENTIALS_FIELD: [{ field: 'apiKey', problem: 'is empty' }],
	NOT_SENT: [
		{},
		...['dns', 'refused', 'unreachable', 'connectTimeout', 'reset', 'addressNotAllowed'].map((reason) => ({
			reason,
		})),
	],
	CERTIFICATE: [
		{},
		...[
			'CERT_HAS_EXPIRED',
			'CERT_NOT_YET_VALID',
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'NO_SAN',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			'SELF_SIGNED_CERT_IN_CHAIN',
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'ERR_SSL_WRONG_VERSION_NUMBER',
			'INVALID_PURPOSE',
		].map((detail) => ({ detail })),
	],
	PROXY: [
		{},
		{ reason: 'proxyAuthentication', detail: 'PROXY_STATUS_407' },
		{ reason: 'proxy', detail: 'PROXY_STATUS_403' },
		{ reason: 'proxy', detail: 'ERR_PROXY_URL' },
		{ status: 403, reason: 'webPage' },
		{ status: 302 },
		{ status: 302, redirectHost: 'portal.example.test' },
	],
	AUTHENTICATION_REFUSED: [
		{},
		{ status: 401 },
		...['bothKeysRefused', 'proofRefused', 'proofWanted'].map((reason) => ({ reason })),
	],
	TOKEN_REFUSED: [
		{},
		...['unauthorized_client', 'dpop_not_bound', 'invalid_dpop_proof', 'use_dpop_nonce'].map((detail) => ({
			detail,
		})),
	],
	BLOCKED_BY_LOAD_BALANCER: [
		{},
		{ status: 403 },
		{ status: 403, forwardedFor: '203.0.113.42' },
		{ status: 463 },
	],
	PERMISSION_REFUSED: [
		{},
		...['403.001', '403.015', '403.016'].map((i18nKey) => ({ status: 403, i18nKey })),
		{ status: 403, forwardedFor: '203.0.113.42' },
	],
	NOT_FOUND: [
		{},
		{ status: 404 },
		{ thing: { noun: 'account', field: 'accountIdentifier', identifier: 'a' } },
	],
	INSUFFICIENT_FUNDS: [{}, { status: 402 }, { movement: 'deposit' }, { movement: 'transfer' }],
	CONFLICT: [{}, { status: 409 }],
	RATE_LIMITED: [{}, { status: 429, retryAfterMs: 30_000 }, { reason: 'tooLate' }],
	REJECTED: [{}, { status: 400, apiMessage: 'The Item identifier provided is not valid.' }],
	UNAVAILABLE: [
		{},
		{ status: 503 },
		{ detail: 'ENDLESS_LIST' },
		{ detail: 'ABSENCE_NOT_PROVED' },
		{ detail: 'BEYOND_CAP' },
		{ detail: 'CROWDED_SECOND' },
		{ reason: 'tooLarge', detail: 'OVER_64_MIB' },
		{ reason: 'tooLarge' },
	],
	OUTCOME_UNKNOWN: [
		{},
		{ reason: 'webPage', status: 200, externalRefID: 't1abc' },
		{ externalRefID: 't1abc', lastCode: 'REJECTED' },
		{ externalRefID: 't1abc', movement: 'deposit' },
		{ externalRefID: 't1abc', movement: 'transfer', lastCode: 'CONFLICT' },
	],
	REFERENCE_TAKEN: [
		{ referenceOrderID: 'RA1', differences: [{ field: 'amount', asked: '25.00', found: '10.00' }] },
	],
	CANCELLED: [{}],
};

const ALL = Object.entries(FACTS).flatMap(([name, facts]) =>
	facts.map((some) => [name, JSON.stringify(some), new TangoError(codeNamed(name), some)] as const),
);

function codeNamed(name: string): TangoErrorCode {
	if (isCode(name)) return name;
	throw new Error(name);
}

function isCode(name: string): name is TangoErrorCode {
	return name in FACTS;
}

/** n8n-workflow, COMMON_ERRORS: a message that holds one of these, in any case, is replaced by n8n's own text. */
const REPLACED = [
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'ETIMEDOUT',
	'ERRADDRINUSE',
	'EADDRNOTAVAIL',
	'ECONNABORTED',
	'EHOSTUNREACH',
	'EAI_AGAIN',
	'ENOENT',
	'EISDIR',
	'ENOTDIR',
	'EACCES',
	'EEXIST',
	'EPERM',
	'GETADDRINFO',
];

function replacedWords(message: string): string[] {
	return REPLACED.filter((word) => message.toUpperCase().includes(word));
}

describe.each(ALL)('%s with %s', (_code, _facts, error) => {
	const place = { itemIndex: 3, itemCount: 5, more: 'Not tried: row 5.' };
	const { message, description } = errorTexts(error, place);

	it('says what happened, in which item, and how to mend it', () => {
		expect(message).toMatch(/^\S.*\S \(row 4 of 5\)$/);
		expect(description).toMatch(/^\S.* Not tried: row 5\.$/);
		expect(`${message} ${description}`).not.toMatch(/undefined|null|NaN|\[object/);
	});

	it('uses no word for which n8n would replace the message', () => {
		expect(replacedWords(message)).toEqual([]);
	});

	it('reaches the user as it was written', () => {
		const shown = toNodeError(error, { node: NODE, ...place });
		const html = escapeHtml(description).replaceAll('\n', '<br>');
		expect(shown).toMatchObject({ message, description: html, context: { data: { Row: '4 of 5' } } });
	});
});

describe('the words for a credential that is refused', () => {
	const wordsOf = (error: TangoError) => Object.values(errorTexts(error, {})).join(' ');

	it.each([
		[
			'the service account that newer clients need',
			'TOKEN_REFUSED',
			{ detail: 'unauthorized_client' },
			'choose Service Account as the grant type',
		],
		[
			'the clock when the token host refuses the proof',
			'TOKEN_REFUSED',
			{ detail: 'invalid_dpop_proof' },
			'Check the clock',
		],
		[
			'the clock when the API refuses the proof',
			'AUTHENTICATION_REFUSED',
			{ reason: 'proofRefused' },
			'Check the clock',
		],
		[
			'that a token came without DPoP',
			'TOKEN_REFUSED',
			{ detail: 'dpop_not_bound' },
			'Ask Tango to switch on DPoP',
		],
		[
			'that DPoP is wanted',
			'AUTHENTICATION_REFUSED',
			{ reason: 'proofWanted' },
			'Switch on DPoP in the credential',
		],
		[
			'both keys',
			'AUTHENTICATION_REFUSED',
			{ reason: 'bothKeysRefused' },
			'neither the API Key nor the Secondary API Key',
		],
	] as const)('name %s', (_what, code, facts, words) => {
		expect(wordsOf(new TangoError(code, facts))).toContain(words);
	});

	it('speak of the refused request alone: others of the same run may have been paid', () => {
		for (const reason of [undefined, 'bothKeysRefused', 'proofRefused', 'proofWanted']) {
			const words = wordsOf(new TangoError('AUTHENTICATION_REFUSED', { reason }));
			expect(words).toContain('refused the request before looking at it');
			expect(words).not.toContain('This run');
		}
	});
});

describe('words of others in a message', () => {
	/** Where somebody else's text gets into a message: Tango's, an address, n8n's reason. */
	const carriers: ReadonlyArray<readonly [string, (word: string) => TangoError]> = [
		['Tango', (word) => new TangoError('REJECTED', { apiMessage: `A pr${word} order` })],
		[
			'an address',
			(word) =>
				new TangoError('REFERENCE_TAKEN', {
					differences: [{ field: 'recipientEmail', asked: `${word}@example.com`, found: 'jane@example.com' }],
				}),
		],
		[
			'n8n',
			(word) => new TangoError('INVALID_INPUT', { field: 'amount', problem: `could not be read: ${word}` }),
		],
	];

	it.each(carriers)('of %s do not make n8n replace the whole message', (_who, errorWith) => {
		for (const word of REPLACED.flatMap((one) => [one, one.toLowerCase()])) {
			const { message } = toNodeError(errorWith(word), { node: NODE });
			expect(message).toContain(errorTexts(errorWith('x'), {}).message.slice(0, 10));
		}
	});

	it('such as "preexisting", which holds EEXIST, are told', () => {
		const error = new TangoError('REJECTED', { apiMessage: 'A preexisting order stands against it' });
		expect(toNodeError(error, { node: NODE }).message).toContain('Tango refused the request');
	});
});

describe('toNodeError', () => {
	it('makes a problem with a field an operation error, everything else an API error with the HTTP status', () => {
		expect(toNodeError(new TangoError('INVALID_INPUT'), { node: NODE })).toBeInstanceOf(NodeOperationError);
		expect(toNodeError(new TangoError('INVALID_CREDENTIALS_FIELD'), { node: NODE })).toBeInstanceOf(
			NodeOperationError,
		);
		const error = toNodeError(new TangoError('PERMISSION_REFUSED', { status: 403 }), { node: NODE });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '403' });
	});

	it('has no HTTP status where there was no answer', () => {
		const error = toNodeError(new TangoError('NOT_SENT', { detail: 'ECONNREFUSED', reason: 'refused' }), {
			node: NODE,
		});
		expect(error).toMatchObject({ httpCode: null });
		expect(error.message).toContain('the connection was refused');
	});

	it('hands n8n’s own errors on as they are', () => {
		const own = [new NodeOperationError(NODE, 'No credential'), new NodeApiError(NODE, {}, { message: 'x' })];
		for (const error of own) expect(toNodeError(error, { node: NODE })).toBe(error);
	});

	it.each([new TypeError('secret detail'), 'text', undefined, null, { message: 'x' }])(
		'does not claim to know what happened to the money after an accident of ours: %o',
		(accident) => {
			const { message, description } = toNodeError(accident, { node: NODE });
			expect(message).toBe('It is not known whether Tango carried the request out');
			expect(`${message}${description}`).not.toContain('secret detail');
		},
	);

	it('names the row only where there is more than one, and lets the editor count no second time', () => {
		const problem = new TangoError('INVALID_INPUT', { field: 'amount', problem: 'is empty' });
		for (const error of [problem, new TangoError('NOT_SENT')]) {
			const one = toNodeError(error, { node: NODE, itemIndex: 0, itemCount: 1 });
			expect(one.message).not.toContain('row');
			expect(one.context.itemIndex).toBe(0);
			const third = toNodeError(error, { node: NODE, itemIndex: 2, itemCount: 50 });
			expect(third.message).toMatch(/\(row 3 of 50\)$/);
			// n8n's editor adds "[item 2]" to a message of several items whenever it finds an index.
			expect(third.context.itemIndex).toBeUndefined();
			expect(third.context.data).toMatchObject({ Row: '3 of 50' });
		}
	});

	it('attaches neither request nor answer', () => {
		const error = toNodeError(new TangoError('REJECTED', { status: 400 }), { node: NODE });
		expect(error).toMatchObject({ errorResponse: {} });
		expect(error.cause).toBeUndefined();
	});
});

describe('explain', () => {
	it('shows the value that was given, once, and nothing where none was', () => {
		const words = (problem: string, value?: string) =>
			explain(new TangoError('INVALID_INPUT', { field: 'amount', problem, value })).message;
		expect(words('must be a number', '€25')).toBe('amount “€25” must be a number');
		expect(words('is empty')).toBe('amount is empty');
		expect(words('is 5000, but the card takes 10', '5000')).toBe('amount is 5000, but the card takes 10');
		expect(words('is “€25”, which is not a plain number', '€25')).not.toContain('€25” is');
		expect(words('is not a plain number', 'a')).toBe('amount “a” is not a plain number');
	});

	it('tells all mistakes of an item at once: the first in the message, each in a line of the description', () => {
		const facts = (field: string) => ({ field, problem: 'is empty' });
		const errorOf = (...fields: string[]) => {
			const [first = '', ...others] = fields;
			const problems = others.map((field) => new TangoError('INVALID_INPUT', facts(field)));
			return allOf([new TangoError('INVALID_INPUT', { ...facts(first), value: 'x' }), ...problems]);
		};
		const three = explain(errorOf('amount', 'utid', 'reference'));
		expect(three.message).toBe('amount is empty; 2 more mistakes');
		expect(three.description).toMatch(
			/^Nothing was ordered.*\n- amount is empty\n- utid is empty\n- reference is empty$/,
		);
		expect(explain(errorOf('amount', 'utid')).message).toMatch(/; 1 more mistake$/);
		const many = explain(errorOf(...Array.from({ length: 200 }, (_, index) => `field${index}`)));
		expect(many.description.split('\n')).toHaveLength(22);
		expect(many.description).toMatch(/\n- and 180 more$/);
		const html = toNodeError(errorOf('<b>', 'utid'), { node: NODE }).description;
		expect(html).toContain('again:<br>- &lt;b&gt; is empty<br>- utid is empty');
	});

	it('keeps to what went wrong first where that was no field', () => {
		const first = new TangoError('NOT_SENT');
		expect(allOf([first, new TangoError('INVALID_INPUT')])).toBe(first);
		const field = new TangoError('INVALID_INPUT', { field: 'amount' });
		expect(allOf([field, first])).toBe(field);
	});

	it('names fields as the user sees them: of the node, then of the credential', () => {
		const words = (field: string, names?: ReadonlyMap<string, string>) =>
			explain(new TangoError('INVALID_INPUT', { field, problem: 'is empty' }), names).message;
		expect(words('utid', new Map([['utid', 'Reward']]))).toBe('Reward is empty');
		expect(words('apiKey')).toBe('API Key is empty');
		expect(words('forwardedFor', new Map([['forwardedFor', 'Own Name']]))).toBe('Own Name is empty');
		expect(words('nameless')).toBe('nameless is empty');
	});

	it('tells what Tango’s support asks for', () => {
		const facts = {
			status: 400,
			i18nKey: '422.024',
			requestId: 'r-1',
			externalRefID: 't1abc',
			attempts: 2,
			apiPath: 'utid',
			detail: 'ECONNRESET',
		};
		const error = new TangoError('REJECTED', { ...facts, apiMessage: 'not valid' });
		// Under Error details, and not in the paragraph that says how to mend it.
		expect(toNodeError(error, { node: NODE }).context.data).toEqual({
			'Tango request ID': 'r-1',
			'HTTP status': 400,
			i18nKey: '422.024',
			'Field at Tango': 'utid',
			'Reference (externalRefID)': 't1abc',
			Attempts: 2,
			Code: 'ECONNRESET',
		});
		const { message, description } = explain(error);
		for (const fact of Object.values(facts)) expect(`${message} ${description}`).not.toContain(` ${fact}`);
	});

	it('repeats Tango’s own words where the message does not have them', () => {
		const words = (code: TangoErrorCode) => explain(new TangoError(code, { apiMessage: 'Not today' }));
		expect(words('REJECTED').message).toBe('Tango refused the request: Not today');
		expect(words('REJECTED').description).not.toContain('Not today');
		expect(words('PERMISSION_REFUSED').description).toContain('Tango said: “Not today”.');
	});

	it.each([
		['none', /Tango has no order with this reference/],
		['unknown', /would not say either whether an earlier run placed this order.*Find by Reference/],
	] as const)('tells after a refused order what is known of earlier runs (%s)', (earlierOrder, words) => {
		const { description } = explain(new TangoError('PERMISSION_REFUSED', { earlierOrder }));
		expect(description).toMatch(words);
		expect(explain(new TangoError('PERMISSION_REFUSED')).description).not.toMatch(words);
	});

	it('tells Tango’s wish to slow down from a line of our own that is too long', () => {
		expect(explain(new TangoError('RATE_LIMITED', { status: 429 })).message).toMatch(
			/Tango asks to slow down/,
		);
		const own = explain(new TangoError('RATE_LIMITED', { reason: 'tooLate' }));
		expect(own.message).not.toContain('Tango asks');
		expect(own.description).toMatch(/share Requests per Second/);
	});

	it('names both orders when the reference is taken', () => {
		const differences = [
			{ field: 'utid', asked: 'U1', found: 'U2' },
			{ field: 'amount', asked: '25.00', found: '5.00' },
		];
		const { message } = explain(
			new TangoError('REFERENCE_TAKEN', { referenceOrderID: 'RA1', differences }),
			new Map([
				['utid', 'Reward'],
				['amount', 'Amount'],
			]),
		);
		expect(message).toBe(
			'This reference already belongs to another order (RA1): Reward is U2 there, but U1 was asked for; Amount is 5.00 there, but 25.00 was asked for',
		);
	});

	it.each([200, 201])(
		'says of a taken reference (%i) that it is changed for this item alone: another one would pay the others again',
		(status) => {
			expect(explain(new TangoError('REFERENCE_TAKEN', { status })).description).toMatch(
				/change the reference of this item alone.*Leave the references of other items as they are.*paid again/,
			);
		},
	);

	it('says of a reference that occurs twice how to mend it without paying a row again', () => {
		const repeated = repeatedReferences('paid');
		repeated('t1abc', 0);
		const twice = repeated('t1abc', 2) ?? new TangoError('INVALID_INPUT');
		const mend =
			/^Nothing was ordered.*give this row alone another value.*Leave the references of the other rows as they are: .*paid again/;
		const { message, description } = explain(twice);
		expect(message).toMatch(/same as that of row 1.*: change it in this row alone$/);
		expect(description).toMatch(mend);
		// Beside other mistakes of the row, too.
		const beside = explain(allOf([new TangoError('INVALID_INPUT', { field: 'amount' }), twice]));
		expect(beside.description).toMatch(mend);
	});

	it('says "none" where nothing was asked for', () => {
		const differences = [{ field: 'recipientEmail', asked: '', found: 'j…@example.com' }];
		expect(explain(new TangoError('REFERENCE_TAKEN', { differences })).message).toContain(
			'is j…@example.com there, but none was asked for',
		);
	});

	it('does not say that there is no order when Tango’s list does not prove it', () => {
		const { message, description } = explain(
			new TangoError('UNAVAILABLE', { detail: 'ABSENCE_NOT_PROVED', externalRefID: 't1abc' }),
		);
		expect(message).toBe('It is not known whether Tango has an order with this reference');
		expect(description).toMatch(/Nothing was ordered.*the same reference never pays twice/);
	});

	it('tells how to settle an unknown outcome: with a reference it can be run again, without one it must be looked up', () => {
		expect(explain(new TangoError('OUTCOME_UNKNOWN', { externalRefID: 't1abc' })).description).toMatch(
			/again with the same reference.*never twice/,
		);
		expect(explain(new TangoError('OUTCOME_UNKNOWN')).description).toMatch(
			/Look at Tango.*before you run this again/,
		);
	});

	it.each(['deposit', 'transfer'] as const)(
		'tells of a %s in its own words, never of an order',
		(movement) => {
			const told = (code: TangoErrorCode, facts: TangoErrorFacts = {}) => {
				const { message, description } = explain(
					new TangoError(code, { externalRefID: 't1', movement, ...facts }),
				);
				return `${message}. ${description}`;
			};
			expect(told('OUTCOME_UNKNOWN')).toMatch(
				new RegExp(`again with the same reference: Tango carries the ${movement} out.*never twice.*replayed`),
			);
			expect(told('OUTCOME_UNKNOWN', { lastCode: 'CONFLICT' })).toMatch(
				new RegExp(`may mean that the ${movement} was carried out before\\. Compare with the balance`),
			);
			for (const text of [told('OUTCOME_UNKNOWN'), told('INSUFFICIENT_FUNDS')]) {
				expect(text).not.toMatch(/order|Find by Reference/i);
			}
			expect(told('INSUFFICIENT_FUNDS')).toContain('No money was moved');
			expect(told('REJECTED', { mend: 'Use a new reference.' })).toContain('Use a new reference.');
		},
	);

	it('says after a plain failure that nothing was done, and never after an unknown one', () => {
		expect(
			explain(new TangoError('OUTCOME_UNKNOWN', { externalRefID: 't1', lastCode: 'REJECTED' })).description,
		).not.toMatch(/Nothing was|not carried out/);
		expect(explain(new TangoError('NOT_SENT')).description).toMatch(/^Nothing was sent/);
		expect(explain(new TangoError('REJECTED')).description).toMatch(/^It was not carried out/);
	});
});

describe('HTML', () => {
	const shown = (error: TangoError) => toNodeError(error, { node: NODE }).description ?? '';

	it('in Tango’s words is shown as text, as n8n shows the description as HTML', () => {
		const apiMessage = '<img src=x onerror=alert(1)> & more';
		const error = new TangoError('NOT_FOUND', { apiMessage });
		expect(shown(error)).toContain('Tango said: “&lt;img src=x onerror=alert(1)&gt; &amp; more”.');
		expect(errorTexts(error, {}).description).toContain(apiMessage);
	});

	it('never gets into a description, whichever fact it stands in', () => {
		const fact = fc.constantFrom(
			'apiMessage',
			'apiPath',
			'i18nKey',
			'requestId',
			'externalRefID',
			'detail',
			'problem',
			'field',
			'value',
		);
		fc.assert(
			fc.property(fact, fc.string(), fc.constantFrom('<b>', '</script>', '<'), (name, text, tag) => {
				for (const code of Object.keys(FACTS)) {
					const description = shown(new TangoError(codeNamed(code), { [name]: `${text}${tag}` }));
					expect(description.replaceAll('<br>', '')).not.toMatch(/[<>]/);
				}
			}),
		);
	});
});

it('An answer that is too large is told with its size', () => {
	const error = new TangoError('UNAVAILABLE', { reason: 'tooLarge', detail: 'OVER_64_MIB' });
	expect(explain(error).message).toBe('Tango’s answer is larger than the 64 MiB that this node reads');
});
