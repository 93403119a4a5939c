import { describe, expect, it } from 'vitest';

import { breathing } from '../../../../nodes/Tango/core/foundation/breathe.ts';
import { createReferenceId } from '../../../../nodes/Tango/core/money/referenceId.ts';
import type { DepositBody, Movement, TransferBody } from '../../../../nodes/Tango/core/funds/moveMoney.ts';
import type { Deposit, Transfer } from '../../../../nodes/Tango/core/api/fund.ts';
import type { Directory } from '../../../../nodes/Tango/core/directory/directory.ts';
import type { Accounts } from '../../../../nodes/Tango/core/money/accounts.ts';
import type { Tango } from '../../../../nodes/Tango/core/connection/tango.ts';
import { depositFromCard } from '../../../../nodes/Tango/Customers/fund/depositFromCard.operation.ts';
import { cardOutput } from '../../../../nodes/Tango/Customers/fund/output.ts';
import { transfer } from '../../../../nodes/Tango/Customers/fund/transfer.operation.ts';
import type { Operation, Planned } from '../../../../nodes/Tango/n8n/run/operation.ts';
import { businessKeyReference } from '../../../../nodes/Tango/core/orders/reference.ts';
import { CALL, settle } from '../../support/core.ts';
import { valuesOf, type Raw } from '../../support/form.ts';
import { nothingSpent } from '../../support/spending.ts';
import { standIn } from '../../support/standIn.ts';

/** What n8n gives for a deposit and a transfer that have no fault. */
const DEPOSIT = {
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	creditCardToken: 'fake-token',
	amount: 100,
	reference: 'invoice-1',
	options: {},
};
const TRANSFER = {
	transferFrom: 'acme-usd',
	transferTo: 'globex-usd',
	amount: 50,
	reference: 'invoice-1',
	transferNotes: '',
	options: {},
};

const TOLD = { replayed: false, attempts: 1, requestId: 'r-1' } as const;

/** As the accounts are called; of `acme-doubt` Tango does not tell it. */
const currencyOf = (account: string) =>
	account.endsWith('doubt') ? undefined : account.split('-')[1]?.toUpperCase();

/** Plans a run; what Tango is asked for ends up in `bodies`. */
async function planned(
	operation: Operation,
	items: readonly Raw[],
	answers: { deposit?: Movement<Deposit>; transfer?: Movement<Transfer> } = {},
) {
	const bodies: Array<DepositBody | TransferBody> = [];
	const tango = standIn<Tango>({
		directory: standIn<Directory>({ account: async () => 'fine', findAccount: async () => ({}) }),
		accounts: standIn<Accounts>({ currency: async (account) => currencyOf(account) }),
		deposit: async (body) => {
			bodies.push(body);
			return answers.deposit ?? { ...TOLD, answer: { referenceDepositID: 'RAD1', status: 'SUCCESS' } };
		},
		transfer: async (body) => {
			bodies.push(body);
			return answers.transfer ?? { ...TOLD, answer: {} };
		},
	});
	const { planned: plans } = await operation.plan(
		items.map((raw, itemIndex) => ({
			context: () => ({
				tango,
				itemIndex,
				call: CALL,
				spending: nothingSpent(),
				foreseen: nothingSpent(),
				automaticReferenceParts: () => [],
				checkRows: async () => [],
			}),
			valueOf: valuesOf(raw),
		})),
		breathing(),
	);
	return { plans, bodies };
}

/** "field problem", or "fine". */
function problemOf(plan: Planned | undefined): string {
	if (!plan || 'execute' in plan) return 'fine';
	return `${plan.problem.facts.field} ${plan.problem.facts.problem}`;
}

async function problemsOf(operation: Operation, ...items: Raw[]): Promise<string[]> {
	return (await planned(operation, items)).plans.map(problemOf);
}

/** What comes out of one item, or the error. */
async function outputOf(...[operation, items, answers]: Parameters<typeof planned>) {
	const { plans, bodies } = await planned(operation, items, answers);
	const [plan] = plans;
	if (!plan || 'problem' in plan) throw new Error(problemOf(plan));
	return { output: await settle(plan.execute()), body: bodies[0] };
}

describe('the reference', () => {
	// Computed with Python's hashlib. A changed one would move money a second time: do not adapt it.
	it('of a deposit and of a transfer never changes', async () => {
		const { body: deposited } = await outputOf(depositFromCard, [DEPOSIT]);
		const { body: transferred } = await outputOf(transfer, [TRANSFER]);
		expect(deposited?.externalRefID).toBe('t11b89efe955ab533a30bb04b2403ae021158c0555');
		expect(transferred?.externalRefID).toBe('t1528df35cc249f199ab52e0ef36443687434e605c');
	});

	it('differs between order, deposit and transfer with the same business key', () => {
		const all = [
			businessKeyReference('acme-usd', 'a'),
			createReferenceId('deposit', ['acme-usd', 'a']),
			createReferenceId('transfer', ['acme-usd', 'a']),
			createReferenceId('businessKey', ['deposit', 'acme-usd', 'a']),
		];
		expect(new Set(all).size).toBe(4);
	});

	it.each<[string, Operation, Raw, Raw, boolean]>([
		['amount', depositFromCard, DEPOSIT, { amount: 5 }, true],
		['card', depositFromCard, DEPOSIT, { creditCardToken: 'other' }, true],
		['case of the account', depositFromCard, DEPOSIT, { accountIdentifier: 'ACME-usd' }, true],
		['account', depositFromCard, DEPOSIT, { accountIdentifier: 'acme-eur' }, false],
		['business key', depositFromCard, DEPOSIT, { reference: 'invoice-2' }, false],
		['amount or notes', transfer, TRANSFER, { amount: 5, transferNotes: 'May' }, true],
		['source', transfer, TRANSFER, { transferFrom: 'acme-eur' }, false],
		['target', transfer, TRANSFER, { transferTo: 'acme-eur' }, false],
		['direction', transfer, TRANSFER, { transferFrom: 'globex-usd', transferTo: 'acme-usd' }, false],
	])('with another %s is the same: %5$s', async (_what, operation, base, changes, isSame) => {
		const { body: one } = await outputOf(operation, [base]);
		const { body: other } = await outputOf(operation, [{ ...base, ...changes }]);
		expect(one?.externalRefID === other?.externalRefID).toBe(isSame);
	});
});

describe('a run', () => {
	it.each<[string, Operation, Raw]>([
		['deposits', depositFromCard, DEPOSIT],
		['transfers', transfer, TRANSFER],
	])(
		'of %s with one reference twice refuses the second before anything is sent',
		async (_what, operation, base) => {
			const other = { ...base, reference: 'invoice-2' };
			const { plans, bodies } = await planned(operation, [base, other, base]);
			expect(plans.map(problemOf)).toEqual([
				'fine',
				'fine',
				'reference is the same as that of row 1, so only one of them would be carried out: change it in this row alone',
			]);
			expect(bodies).toEqual([]);
		},
	);

	it('may name one business key for two accounts, which are two movements', async () => {
		const other = { ...DEPOSIT, accountIdentifier: 'globex-usd' };
		expect(await problemsOf(depositFromCard, DEPOSIT, other)).toEqual(['fine', 'fine']);
	});

	it('whose total is above the smallest Maximum Total moves nothing at all', async () => {
		const items = ['1', '2', '3'].map((reference) => ({ ...TRANSFER, reference, amount: 0.1 }));
		const limited = (maximumTotal: number) =>
			items.map((item, index) => (index === 1 ? { ...item, options: { maximumTotal } } : item));
		expect(await problemsOf(transfer, ...limited(0.3))).toEqual(['fine', 'fine', 'fine']);
		expect(await problemsOf(transfer, ...limited(0.29))).toEqual(
			Array.from(items, () => 'maximumTotal is 0.29 USD, but the items of this execution come to 0.3 USD'),
		);
	});

	it('has a total for each currency that money is taken in, and none that it cannot keep', async () => {
		const of = (transferFrom: string, reference: string) => ({
			...TRANSFER,
			transferFrom,
			reference,
			options: { maximumTotal: 99 },
		});
		const [dollars, more, euros] = [of('acme-usd', '1'), of('acme-usd', '2'), of('acme-eur', '3')];
		expect(await problemsOf(transfer, dollars, euros)).toEqual(['fine', 'fine']);
		const beyond = 'maximumTotal is 99 USD, but the items of this execution come to 100 USD';
		expect(await problemsOf(transfer, dollars, euros, more)).toEqual([beyond, 'fine', beyond]);
		expect(await problemsOf(transfer, of('acme-doubt', '1'))).toEqual([
			expect.stringMatching(/^maximumTotal cannot be kept, as Tango did not tell/),
		]);
		expect(await problemsOf(transfer, { ...TRANSFER, transferFrom: 'acme-doubt' })).toEqual(['fine']);
	});

	it('counts what is refused for its reference not towards the total', async () => {
		const item = { ...TRANSFER, options: { maximumTotal: 50 } };
		expect(await problemsOf(transfer, item, item)).toEqual([
			'fine',
			expect.stringMatching(/^reference is the same/),
		]);
	});

	it('tells that nothing is to be said when every movement was new, and how many were known otherwise', () => {
		const none = { failed: 0, unknown: 0 };
		expect(depositFromCard.hint?.([{ replayed: false }], none)).toBeUndefined();
		expect(transfer.hint?.([{ replayed: false }, { replayed: true }], none)).toMatch(
			/^Tango knew the reference of 1 of 2 items already and moved no money again/,
		);
	});
});

const NO_LIMIT = 'is empty';

describe('the parameters', () => {
	it.each<[Operation, Raw, string]>([
		[
			depositFromCard,
			{ ...DEPOSIT, reference: ' ' },
			'reference is empty. Fill in a value that exists once, such as the number of the invoice or request',
		],
		[depositFromCard, { ...DEPOSIT, creditCardToken: '' }, 'creditCardToken is empty'],
		[depositFromCard, { ...DEPOSIT, amount: 0 }, 'amount must be a number above 0'],
		[
			depositFromCard,
			{ ...DEPOSIT, amount: 1.005 },
			'amount is 1.005, but Tango takes at most 6 digits before the point and 2 after it',
		],
		[
			depositFromCard,
			{ ...DEPOSIT, options: { maximumAmount: 99 } },
			'amount is 100, above the Maximum Amount of 99',
		],
		[depositFromCard, { ...DEPOSIT, options: { maximumAmount: undefined } }, `maximumAmount ${NO_LIMIT}`],
		[transfer, { ...TRANSFER, options: { maximumTotal: null } }, `maximumTotal ${NO_LIMIT}`],
		[
			transfer,
			{ ...TRANSFER, options: { maximumTotal: 0 } },
			'maximumTotal is 0, but a limit must be above 0',
		],
		[
			transfer,
			{ ...TRANSFER, options: { maximumAmount: 49.99 } },
			'amount is 50, above the Maximum Amount of 49.99',
		],
		[
			transfer,
			{ ...TRANSFER, transferTo: 'ACME-usd' },
			'transferTo is the account that the money is taken from',
		],
		[
			transfer,
			{ ...TRANSFER, transferNotes: 'x'.repeat(151) },
			'transferNotes is longer than 150 characters',
		],
	])('%# that are wrong are refused with the field’s name', async (operation, raw, problem) => {
		expect(await problemsOf(operation, raw)).toEqual([problem]);
	});

	it('go to Tango as they are, and notes that are empty do not', async () => {
		const { body } = await outputOf(transfer, [{ ...TRANSFER, amount: '50.00' }]);
		expect(JSON.parse(JSON.stringify(body))).toEqual({
			externalRefID: expect.any(String),
			transferFrom: 'acme-usd',
			transferTo: 'globex-usd',
			amount: 50,
		});
	});
});

describe('what comes out', () => {
	it('of a deposit that the bank declined is an error that asks for a new reference', async () => {
		const answer = { referenceDepositID: 'RAD1', status: 'Declined' };
		const { output } = await outputOf(depositFromCard, [DEPOSIT], { deposit: { ...TOLD, answer } });
		expect(output).toMatchObject({
			code: 'REJECTED',
			facts: {
				apiMessage: 'Deposit RAD1 has the status Declined',
				mend: expect.stringContaining('use a new reference'),
			},
		});
	});

	it('of a deposit whose answer holds nothing is still that it was made', async () => {
		const { output } = await outputOf(depositFromCard, [DEPOSIT], { deposit: { ...TOLD, answer: {} } });
		expect(output).toMatchObject({ replayed: false, accountIdentifier: 'acme-usd', attempts: 1 });
	});

	it.each([
		['as it can be read', new Map([['acme-usd', { currentBalance: 7, currencyCode: 'USD' }]]), 7],
		['as it cannot be read', new Map<string, undefined>(), undefined],
	])('of a replayed deposit is the balance, %s, and no amount', async (_what, balances, currentBalance) => {
		const { output } = await outputOf(depositFromCard, [DEPOSIT], {
			deposit: { ...TOLD, replayed: true, balances },
		});
		expect(output).toMatchObject({
			replayed: true,
			currentBalance,
			note: expect.stringContaining('does not tell the amount or the status of that deposit'),
		});
		for (const claim of ['amount', 'amountCharged', 'status']) expect(output).not.toHaveProperty(claim);
	});

	it('of a replayed transfer are both balances and no amount', async () => {
		const balances = new Map([
			['acme-usd', { currentBalance: 7, currencyCode: 'USD' }],
			['globex-usd', { currentBalance: 8, currencyCode: 'USD' }],
		]);
		const { output } = await outputOf(transfer, [TRANSFER], {
			transfer: { ...TOLD, replayed: true, balances },
		});
		expect(output).toMatchObject({ replayed: true, transferFromBalance: 7, transferToBalance: 8 });
		expect(output).not.toHaveProperty('transferredAmount');
	});

	it.each([true, false])('of a card never holds a card number (simplify %s)', (simplify) => {
		const card = { token: 'fake-token', lastFourDigits: '1111', number: '4111111111111111', cvv: '123' };
		expect(JSON.stringify(cardOutput(card, simplify))).toBe('{"token":"fake-token","lastFourDigits":"1111"}');
	});
});
