import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { summaryView } from '../sandbox/orders/views.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { byId, order, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

type Parameters = NonNullable<globalThis.Parameters<typeof order>[0]>;

/** One item with the reference `r`, as an execution of its own. */
const ask = async (parameters: Parameters) =>
	await runTango(sandbox, { items: [{ id: 'r' }], parameters: order(parameters) });

const nobody = { recipientEmail: '', recipientFirstName: '', recipientLastName: '' };
const byPhone = { deliveryMethod: 'PHONE', recipientEmail: '', recipientLastName: '' };
const unsent = { ...nobody, deliveryMethod: 'NONE' };
const postal = {
	utid: byId('U900201'),
	deliveryMethod: 'ADDRESS',
	recipientAddress: {
		streetLine1: '12 Main Street',
		city: 'Seattle',
		stateOrProvince: 'WA',
		postalCode: '98101',
		country: 'US',
	},
};

/** Every text that the orders’ rewards are worth. */
function codes(): string[] {
	return sandbox.state.orders.flatMap((placed) =>
		summaryView(placed).reward.credentialList.map(({ value }) => value),
	);
}

describe('the same reference for another person', () => {
	test.each<[string, Parameters, Parameters, RegExp]>([
		[
			'another phone',
			{ ...byPhone, recipientFirstName: 'Jane', recipientMobileNumber: '+12065550100' },
			{ ...byPhone, recipientFirstName: 'Jane', recipientMobileNumber: '+12065550199' },
			/Recipient Mobile Number is …00 there, but \+12065550199 was asked for/,
		],
		[
			'another name on a reward that nobody sends',
			{ ...unsent, recipientFirstName: 'Jane' },
			{ ...unsent, recipientFirstName: 'Bob' },
			/Recipient First Name is J… there, but Bob was asked for/,
		],
		[
			'a name where there was one before',
			{ ...unsent, recipientFirstName: 'Jane' },
			unsent,
			/Recipient First Name is J… there, but none was asked for/,
		],
		[
			'another mailbox',
			{},
			{ recipientEmail: 'john@example.com' },
			/Recipient Email is j…@example\.com there, but john@example\.com was asked for/,
		],
		[
			'another house',
			postal,
			{ ...postal, recipientAddress: { ...postal.recipientAddress, streetLine1: '1 Oak' } },
			/Street Line 1 is 1… there, but 1 Oak was asked for/,
		],
		[
			'another way of delivery',
			{},
			{ deliveryMethod: 'NONE' },
			/Delivery Method is EMAIL there, but NONE was asked for/,
		],
	])('(%s) is an error, in Preview as in Create, and shows no code', async (_what, first, second, words) => {
		const placed = await ask(first);
		expect(placed.error).toBeUndefined();

		const planned = await ask({ ...second, operation: 'preview' });
		expect(planned.done[0]?.json).toMatchObject({ ok: false, problems: expect.stringMatching(words) });

		const { run, done, error } = await ask(second);
		expect(done).toEqual([]);
		expect(error?.message).toMatch(words);
		expect(error?.message).toContain(sandbox.state.orders[0]?.referenceOrderID);
		for (const code of codes()) expect(JSON.stringify([run, planned.run])).not.toContain(code);
		expect(sandbox.state.orders).toHaveLength(1);
	});
});

describe('the same reference for the same person', () => {
	test.each<[string, Parameters]>([
		['by e-mail address', { deliveryMethod: 'NONE' }],
		['by phone number', { ...unsent, recipientMobileNumber: '+12065550100' }],
		['by name', { ...unsent, recipientFirstName: 'Jane', recipientLastName: 'Doe' }],
		['by the reference alone, where nobody is named', unsent],
	])('(known %s) gives the code again, in another run and after a lost answer', async (_how, parameters) => {
		sandbox.faults.next({ kind: 'reset-after', match: { method: 'POST', path: '/orders' } });
		const first = await ask(parameters);
		sandbox.faults.next({ kind: 'alb-403', match: { method: 'POST', path: '/orders' } });
		const lookedUp = await ask(parameters);
		const again = await ask(parameters);

		expect(codes()).toHaveLength(1);
		for (const { done } of [first, lookedUp, again]) {
			expect(done[0]?.json).toMatchObject({ replayed: true, rewardCredentials: [{ value: codes()[0] }] });
			expect(done[0]?.json).not.toHaveProperty('notProved');
		}
		expect(sandbox.state.orders).toHaveLength(1);
	});
});

test('what is not proved to be for the same person is not good in Preview either', async () => {
	await ask(unsent);
	const named = { ...unsent, recipientFirstName: 'Jane' };
	const planned = await ask({ ...named, operation: 'preview' });
	expect(planned.done[0]?.json).toMatchObject({
		ok: false,
		verdict: expect.stringMatching(/^Is there already, but .*"notChecked"/),
		alreadyExists: true,
		cost: 0,
		notChecked: expect.stringMatching(/did not tell its Recipient First Name, so nobody can say/),
	});
	const { done } = await ask(named);
	expect(done[0]?.json.notProved).toMatch(/did not tell its Recipient First Name, so nobody can say/);
});

test('the rows of a later turn of a loop do not pass for those of an earlier one', async () => {
	const turn = async (people: string[]) =>
		await runTango(sandbox, {
			items: people.map((name) => ({ name })),
			parameters: order({
				...unsent,
				recipientFirstName: '={{ $json.name }}',
				reference: '={{ "r" + $itemIndex }}',
			}),
			onError: 'continueRegularOutput',
		});
	expect((await turn(['Ann', 'Ben'])).done.map(({ json }) => json.error)).toEqual([undefined, undefined]);
	const { done } = await turn(['Cid', 'Dee']);
	expect(done.map(({ json }) => json.error)).toEqual([
		expect.stringContaining('already belongs to another order'),
		expect.stringContaining('already belongs to another order'),
	]);
});
