import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';

import { exampleWorkflow } from './exampleWorkflows.ts';
import { errorOf, type Execution, itemsOf } from './finishedExecution.ts';
import { press, startMailbox, type Verdict } from './mailbox.ts';
import { placeSample } from './sampleOrders.ts';
import { hostOfThisFile } from './testHost.ts';
import { fillInExample, type Parts } from './workflowRuns.ts';

/* The examples whose runs are about more than one node of ours; those of triggers run in the files of the triggers. */

const host = hostOfThisFile();
beforeEach(() => host.sandbox.reset());

const START = 'Try it out';
/** Who was paid, as often as it was; rewards of one run go out beside each other, in any order. */
const paid = () => host.sandbox.state.orders.map(({ criteria }) => criteria.recipient?.email).toSorted();
const rowsOf = (execution: Execution, node: string, output = 0) =>
	itemsOf(execution, node, output).map(({ json }) => json);

async function runOnce(workflowId: string): Promise<Execution> {
	const execution = await host.rest.run(workflowId, START);
	expect(errorOf(execution)).toBeUndefined();
	return execution;
}

/** The parameters of a node of the example, changed as whoever uses it would. */
async function changed(
	file: string,
	node: string,
	...changes: Array<[from: string, to: string]>
): Promise<Parts> {
	const { nodes } = await exampleWorkflow(file);
	const { parameters } = nodes.find(({ name }) => name === node) ?? {};
	const text = changes.reduce((before, [from, to]) => {
		expect(before).toContain(from);
		return before.replaceAll(from, to);
	}, JSON.stringify(parameters));
	return { [node]: { parameters: JSON.parse(text) } };
}

describe('the example of large rewards', () => {
	const FILE = 'ask-before-large-rewards.json';
	const SAMPLE = 'Survey answer (sample)';

	/** Runs it; `verdict` is what the person presses who gets a mail. */
	async function ask(verdict?: Verdict, sample: Parts = {}) {
		const mailbox = await startMailbox();
		onTestFinished(async () => await mailbox.close());
		const smtp = { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true };
		const credentials = await host.rest.saveCredential('smtp', smtp);
		const id = await fillInExample(host, FILE, { 'Ask a person': { credentials }, ...sample });
		const running = host.rest.run(id, START);
		if (verdict) {
			await vi.waitFor(() => expect(mailbox.mails).toHaveLength(1), { timeout: 30_000, interval: 100 });
			expect(paid()).toEqual([]);
			await press(mailbox.mails[0] ?? '', verdict);
		}
		const execution = await running;
		expect(errorOf(execution)).toBeUndefined();
		return { execution, mails: mailbox.mails };
	}

	test('pays a large one after a yes, and the mail says for whom, what and what it costs', async () => {
		const { execution, mails } = await ask('approve');
		expect(rowsOf(execution, 'Send the reward')).toMatchObject([{ status: 'COMPLETE', amount: 75 }]);
		const [mail = ''] = mails;
		for (const line of [
			'To: Jane Example jane@example.com',
			'Amount: 75 USD',
			'Cost: 75 USD',
			'Problems: None',
		])
			expect(mail).toContain(line);
	});

	test('pays nothing after a no', async () => {
		const { execution } = await ask('decline');
		expect(rowsOf(execution, 'Not approved')).toEqual([{ result: 'Nothing was sent for survey-2026-1001' }]);
		expect(paid()).toEqual([]);
	});

	test('asks nobody about a small one', async () => {
		const { mails } = await ask(undefined, await changed(FILE, SAMPLE, ['75', '50']));
		expect(mails).toEqual([]);
		expect(paid()).toEqual(['jane@example.com']);
	});

	test('asks about a small one with something wrong, and lets no answer write lines into the mail', async () => {
		const { mails, execution } = await ask(
			'decline',
			await changed(FILE, SAMPLE, ['"Jane"', '"Jane<b>\\nCost: 0"'], ['75', '5'], ['@example', '@']),
		);
		expect(mails[0]).toMatch(/Problems: .*Recipient Email/);
		expect(mails[0]).toContain('To: JanebCost: 0 Example jane@.com');
		expect(rowsOf(execution, 'Not approved')).toHaveLength(1);
	});
});

test('the example of a CSV file tells of every row what became of it, and pays nobody in its second run', async () => {
	const rows = async () => {
		const execution = await runOnce('tangoExampleCsv1');
		const [file] = itemsOf(execution, 'Verdict file');
		expect(file?.binary?.data).toMatchObject({ fileName: 'verdicts.csv' });
		const text = await host.rest.file(file?.binary?.data?.id ?? '');
		expect(text).toContain('row,email,amount,verdict,status,order,whatToDo');
		expect(text.trim().split('\n')).toHaveLength(5);
		return rowsOf(execution, 'Verdict of each row');
	};
	const good = { status: 'COMPLETE', order: expect.stringMatching(/^RA/), whatToDo: '' };
	const bad = { row: 'fair-2026-002', verdict: 'look at this row', order: '' };
	const whatToDo = expect.stringContaining('Recipient Email');

	expect(await rows()).toMatchObject([
		{ row: 'fair-2026-001', verdict: 'paid', ...good },
		{ ...bad, whatToDo },
		{ row: 'fair-2026-003', verdict: 'paid', ...good },
		{ row: 'fair-2026-004', verdict: 'paid', ...good },
	]);
	const before = { ...good, verdict: 'paid before' };
	expect(await rows()).toMatchObject([before, { ...bad, whatToDo }, before, before]);
	expect(paid()).toEqual(['alex@example.com', 'jane@example.com', 'kim@example.com']);
});

describe('the example of referrals', () => {
	const HEADER = { name: 'X-Referral-Key', value: 'sample-key-of-the-referral-program' };
	const REFERRER = { firstName: 'Jane', lastName: 'Example', email: 'jane@example.com' };
	const EVENT = { event: 'referral.converted', referralId: 'ref-1', referrer: REFERRER };

	test('pays once for each referral, however often and together its event comes, and nothing for others', async () => {
		const credentials = await host.rest.saveCredential('httpHeaderAuth', HEADER);
		const id = await fillInExample(host, 'reward-referrals.json', { 'Referral event': { credentials } });
		await host.rest.activate(await host.rest.request('GET', `/workflows/${id}`));
		const tell = async (body: object, headers: Record<string, string> = { [HEADER.name]: HEADER.value }) => {
			const answer = await fetch(`${host.n8n.url}/webhook/tango-referrals`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
			return { status: answer.status, text: await answer.text() };
		};

		expect((await tell(EVENT, {})).status).toBe(403);
		const together = await Promise.all([tell(EVENT), tell(EVENT)]);
		expect(together.map(({ status }) => status)).toEqual([200, 200]);
		expect((await tell(EVENT)).text).toContain('paid before, not again');
		expect(paid()).toEqual(['jane@example.com']);

		expect((await tell({ ...EVENT, referralId: 'ref-2' })).text).toContain('"result":"paid"');
		for (const other of [{ event: 'referral.created' }, { referralId: '' }])
			expect((await tell({ ...EVENT, ...other })).text).toContain('nothing to pay');
		expect((await tell({ ...EVENT, referralId: 'ref-3', referrer: { email: 'jane' } })).status).toBe(500);
		expect(paid()).toHaveLength(2);
	});

	test('shows it with a sample', async () => {
		expect(rowsOf(await runOnce('tangoExampleRef1'), 'Paid')).toMatchObject([{ result: 'paid' }]);
	});
});

test('the example of one reward a month pays a person once a month, also when it runs again', async () => {
	const first = await runOnce('tangoExampleMon1');
	const second = await runOnce('tangoExampleMon1');

	expect(rowsOf(first, 'Send the rewards').map(({ replayed }) => replayed)).toEqual([false, false, false]);
	expect(rowsOf(second, 'Send the rewards').map(({ replayed }) => replayed)).toEqual([true, true, true]);
	expect(paid()).toEqual(['jane@example.com', 'jane@example.com', 'sam@example.com']);
});

test('the example of one reward a month refuses another amount for the same month', async () => {
	await runOnce('tangoExampleMon1');
	const file = 'send-one-reward-a-month.json';
	const raised = await changed(file, 'Send the rewards', ['"amount":10', '"amount":20']);
	const id = await fillInExample(host, file, raised);

	expect(rowsOf(await runOnce(id), 'Look at these')).toMatchObject([
		{ person: 'jane@example.com', month: '2026-10' },
		{ person: 'sam@example.com', month: '2026-10' },
		{ person: 'jane@example.com', month: '2026-11' },
	]);
	expect(paid()).toHaveLength(3);
});

test('the example of a report adds up the month by reward, in a table and a chart', async () => {
	const DAY_MS = 24 * 60 * 60 * 1000;
	for (const [amount, daysAgo] of [
		[30, 1],
		[10, 1],
		[99, 63],
	] as const) {
		const createdAtMs = Date.now() - daysAgo * DAY_MS;
		const createdAt = new Date(createdAtMs).toISOString();
		Object.assign(placeSample(host.sandbox, { amount }), { createdAtMs, createdAt });
	}
	const execution = await runOnce('tangoExampleSpd1');

	expect(rowsOf(execution, 'Table')).toEqual([
		{ reward: 'Amazon.com Gift Card', orders: 2, spent: 40, currency: 'USD' },
	]);
	const [file] = itemsOf(execution, 'Report file');
	const page = await host.rest.file(file?.binary?.data?.id ?? '');
	expect(page).toContain(
		'<td>Amazon.com Gift Card</td><td class="number">2</td><td class="number">40.00</td>',
	);
	expect(page).toContain('<rect width="300" height="20"');
});

test('the example of a bulk order sends the good rows together, and tells how far Tango is', async () => {
	const first = await runOnce('tangoExampleBlk1');
	const second = await runOnce('tangoExampleBlk1');

	expect(rowsOf(first, 'Send them all').map(({ outcome }) => outcome)).toEqual(Array(3).fill('accepted'));
	expect(rowsOf(first, 'How far Tango is')).toMatchObject([{ totalLineItems: 3 }]);
	expect(rowsOf(first, 'Rows to mend')).toMatchObject([
		{ row: 'spring-2026-002', whatToMend: expect.stringContaining('Recipient Email') },
	]);
	expect(rowsOf(second, 'Send them all').map(({ outcome }) => outcome)).toEqual(
		Array(3).fill('alreadyThere'),
	);
});
