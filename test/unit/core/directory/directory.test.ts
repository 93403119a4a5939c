import { describe, expect, it } from 'vitest';

import { createDirectory } from '../../../../nodes/Tango/core/directory/directory.ts';
import {
	accountLookUp,
	oncePerRun,
	templateLookUp,
	transferLookUp,
	type LookedAt,
} from '../../../../nodes/Tango/core/directory/lookUp.ts';
import {
	isTangoError,
	TangoError,
	type TangoErrorCode,
} from '../../../../nodes/Tango/core/foundation/errors.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { CALL, fakeClient } from '../../support/core.ts';

const ACME = { customerIdentifier: 'acme-rewards', accounts: [{ accountIdentifier: 'acme-usd' }] };
const GLOBEX = { customerIdentifier: 'globex-hr', accounts: [{ accountIdentifier: 'globex-usd' }] };
const NOT_FOUND = new TangoError('NOT_FOUND', { i18nKey: '404.003' });

/** A Tango with these answers by path; an error is thrown, and what it does not have is not found. */
function stage(answers: Readonly<Record<string, unknown>> = {}) {
	const clock = createFakeClock();
	const known: Readonly<Record<string, unknown>> = {
		'/customers/acme-rewards': ACME,
		'/accounts/acme-usd': { accountIdentifier: 'acme-usd' },
		'/accounts/globex-usd': { accountIdentifier: 'globex-usd' },
		'/customers': { items: [ACME, GLOBEX] },
		'/digitalTemplates/E100001': { etid: 'E100001' },
		...answers,
	};
	const client = fakeClient(async ({ path }, request) => {
		const asked = path.replace(/\{(\w+)\}/, (_, name: string) => request.path?.[name] ?? '');
		const answer = known[asked] ?? NOT_FOUND;
		return answer instanceof Error ? await Promise.reject(answer) : answer;
	});
	const asking = { tango: { directory: createDirectory(client, clock) }, call: CALL };
	return { clock, client, asking };
}

/** The problem in words, if there is one. */
async function told(problem: Promise<TangoError | undefined>): Promise<string | undefined> {
	const error = await problem;
	return error && [error.facts.field, error.facts.problem].filter(Boolean).join(' ');
}

async function problemOf(looked: Promise<LookedAt>): Promise<TangoError | undefined> {
	return (await looked).problem;
}

const pair = (accountIdentifier: string, customerIdentifier = 'acme-rewards') => ({
	customerIdentifier,
	accountIdentifier,
});

describe('an account', () => {
	it('of the customer is fine, with one request and whatever its case', async () => {
		const { asking, client } = stage();
		expect(await told(accountLookUp(pair('ACME-usd'), asking))).toBeUndefined();
		expect(client.requests).toHaveLength(1);
	});

	it.each<[string, string, string]>([
		['nobody-1', 'acme-usd', 'customerIdentifier is nobody-1, which does not exist in this Environment'],
		['acme-rewards', 'acme-xyz', 'accountIdentifier is acme-xyz, which does not exist in this Environment'],
		[
			'acme-rewards',
			'globex-usd',
			'accountIdentifier is globex-usd, which belongs to customer globex-hr, not to acme-rewards',
		],
	])('of %s, %s, is told by field and value', async (customer, account, words) => {
		expect(await told(accountLookUp(pair(account, customer), stage().asking))).toBe(words);
	});

	it('whose owner Tango does not tell is left to Tango', async () => {
		const { asking } = stage({ '/customers': { items: [] } });
		expect(await told(accountLookUp(pair('globex-usd'), asking))).toBeUndefined();
	});

	it('of a customer whose accounts are not told is looked up by itself', async () => {
		const { asking } = stage({ '/customers/acme-rewards': { customerIdentifier: 'acme-rewards' } });
		expect(await told(accountLookUp(pair('acme-usd'), asking))).toBeUndefined();
		expect(await told(accountLookUp(pair('acme-xyz'), asking))).toMatch(/acme-xyz, which does not exist/);
	});

	it('that money is moved from or to must be there', async () => {
		const { asking } = stage();
		const wanted = { transferFrom: 'acme-usd', transferTo: 'nowhere' };
		expect(await told(transferLookUp(wanted, asking))).toMatch(/^transferTo is nowhere, which does not/);
		expect(await told(transferLookUp({ ...wanted, transferTo: 'globex-usd' }, asking))).toBeUndefined();
	});
});

describe('a template', () => {
	it('that is not there is told, the standard one is not asked for', async () => {
		const { asking, client } = stage();
		expect(await told(templateLookUp('E000000', asking))).toBeUndefined();
		expect(client.requests).toHaveLength(0);
		expect(await told(templateLookUp('E100001', asking))).toBeUndefined();
		expect(await told(templateLookUp('E999999', asking))).toBe(
			'etid is E999999, which does not exist in this Environment',
		);
	});
});

describe('what was there', () => {
	it('is not asked for again within a minute, and then is', async () => {
		const { asking, client, clock } = stage();
		const ask = async () => await accountLookUp(pair('acme-usd'), asking);
		await ask();
		await clock.advance(59_999);
		await ask();
		expect(client.requests).toHaveLength(1);
		await clock.advance(1);
		await ask();
		expect(client.requests).toHaveLength(2);
	});

	it('is asked for again by another run when it was not there, but once in each', async () => {
		const { asking, client } = stage();
		for (const asked of [1, 2]) {
			const once = oncePerRun(templateLookUp);
			for (let row = 0; row < 3; row++)
				expect(await told(problemOf(once('E999999', asking)))).toMatch(/E999999/);
			expect(client.requests).toHaveLength(asked);
		}
	});
});

describe('trouble with the look-up', () => {
	it.each<TangoErrorCode>(['UNAVAILABLE', 'PERMISSION_REFUSED', 'NOT_FOUND', 'REJECTED', 'RATE_LIMITED'])(
		'stops nothing, is met once and told: %s',
		async (code) => {
			const why = new TangoError(code);
			const { asking, client } = stage({ '/customers/acme-rewards': why });
			const once = oncePerRun(accountLookUp);
			for (const account of ['acme-usd', 'acme-eur', 'acme-gbp'])
				expect(await once(pair(account), asking)).toEqual({ untold: why });
			expect(client.requests).toHaveLength(1);
			expect(client.requests[0]?.call.maxAttempts).toBe(2);
		},
	);

	it('takes nothing back of what was told before', async () => {
		const { asking } = stage({ '/customers/globex-hr': new TangoError('UNAVAILABLE') });
		const once = oncePerRun(accountLookUp);
		const known = await once(pair('acme-xyz'), asking);
		expect((await once(pair('globex-usd', 'globex-hr'), asking)).untold?.code).toBe('UNAVAILABLE');
		expect(await once(pair('acme-xyz'), asking)).toBe(known);
	});

	it('that comes of a cancelled run is left to the run to tell', async () => {
		const { asking } = stage({ '/customers/acme-rewards': new TangoError('CANCELLED') });
		expect(await oncePerRun(accountLookUp)(pair('acme-usd'), asking)).toEqual({});
	});

	it('that any order would meet as well is the problem of all', async () => {
		const { asking } = stage({ '/customers/acme-rewards': new TangoError('AUTHENTICATION_REFUSED') });
		const once = oncePerRun(accountLookUp);
		for (const account of ['acme-usd', 'acme-eur']) {
			const { problem } = await once(pair(account), asking);
			expect(isTangoError(problem) && problem.code).toBe('AUTHENTICATION_REFUSED');
		}
	});
});
