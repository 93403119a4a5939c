import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { order, runTango, type TangoRun } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const posts = () => sandbox.log.filter(({ method }) => method === 'POST');

async function create(parameters: INodeParameters, items: TangoRun['items'] = [{ id: 'a' }]) {
	return await runTango(sandbox, { items, parameters: order(parameters) });
}

describe('a reference', () => {
	test.each([
		['a sign that nobody sees', 'survey-1', 'survey-1\u200b'],
		['a number and text', 7, '7'],
		['another kind of blank', 'survey 1', ' survey\u00a0\u00a01 '],
		['another composition', 'Jos\u00e9', 'Jose\u0301'],
		['a hyphen that a word processor changed', 'survey-1', 'survey\u20111'],
		['a number and the text of its decimals', 7008, '7008.0'],
	])('is one with %s: the second order is the first', async (_, first, second) => {
		await create({}, [{ id: first }]);
		const { done } = await create({}, [{ id: second }]);
		expect(done[0]?.json.replayed).toBe(true);
		expect(sandbox.state.orders).toHaveLength(1);
	});

	test.each([
		['=resp-{{ $json.nope }}', 'Reference has a hole: {{ $json.nope }} found no value'],
		['={{ $json.id }}-{{ $json.nope }}', 'Reference has a hole: {{ $json.nope }} found no value'],
		['={{ "resp-" + $json.nope }}', 'Reference holds "undefined": the expression found no value'],
		[
			'=resp-{{ {} }}',
			'Reference holds "[object Object]": an object stands where one of its values is meant',
		],
		['{{ $json.id }}', 'Reference holds "{{ $json.id }}": this is an expression as text'],
	])('of %s is refused before anything is sent', async (reference, message) => {
		const { error } = await create({ reference });
		expect(error?.message).toContain(message);
		expect(posts()).toEqual([]);
	});

	test.each([
		['={{ $now }}', '$now'],
		['={{ $json.id }}-{{ $now.toMillis() }}', '$now.toMillis'],
		['={{ new Date().toISOString() }}', 'new Date()'],
		['={{ Date.now() }}', 'Date.now'],
		['={{ Math.random().toString(36) }}', 'Math.random'],
		['={{ $json.id + DateTime.now().toISO() }}', 'DateTime.now()'],
		['=resp-{{ $now }}', '$now'],
	])('of %s is another one in every attempt, and refused', async (reference, word) => {
		const { error } = await create({ reference });
		expect(error?.message).toBe(
			`Reference holds ${word}, which is another value whenever it is read: a retry would pay again. Take a value from the data, such as the survey response ID`,
		);
		expect(posts()).toEqual([]);
	});

	test.each([
		"={{ $json.id }}-{{ $now.toFormat('yyyy-MM') }}",
		'={{ $json.id + new Date().getFullYear() }}',
		"={{ $now.startOf('week').toISO() + $json.id }}",
		'={{ $json.id }}-{{ new Date().toISOString().slice(0, 7) }}',
	])('of %s is one for a whole period', async (reference) => {
		expect((await create({ reference })).done).toHaveLength(1);
	});

	test('with a function in the place of its value is refused with the expression that it comes from', async () => {
		const { error } = await create({ reference: '=resp-{{ $json.id.trim }}' });
		expect(error?.message).toBe('Reference has a hole: {{ $json.id.trim }} found no value');
		expect(posts()).toEqual([]);
	});

	test('may begin or end with any sign that its own data has', async () => {
		const { done } = await create({ reference: '=resp{{ $json.id }}' }, [{ id: '-Mx7_' }]);
		expect(done).toHaveLength(1);
	});
});

test.each(['maximumAmount', 'maximumTotal'])(
	'a %s whose expression finds nothing stops the order',
	async (limit) => {
		for (const value of ['={{ $json.limt }}', '={{ null }}', '={{ "" }}']) {
			const { error } = await create({ [limit]: value });
			expect(error?.message).toContain('is empty');
		}
		expect(posts()).toEqual([]);
	},
);

describe('the period of Get Many', () => {
	const getMany = async (filters: INodeParameters) =>
		await runTango(sandbox, {
			parameters: {
				resource: 'order',
				operation: 'getMany',
				returnAll: true,
				simplify: true,
				filters,
				options: {},
			},
		});
	const sent = () => sandbox.log.at(-1)?.query;

	test('is read as n8n’s date picker gives it, in the workflow’s time zone', async () => {
		const { error } = await getMany({ startDate: '2026-07-01T00:00:00', endDate: '2026-07-31' });
		expect(error).toBeUndefined();
		// n8n's own default: the zone of a workflow that has none.
		expect(sent()).toMatchObject({ startDate: '2026-07-01T04:00:00Z', endDate: '2026-08-01T03:59:59.999Z' });
		expect(sandbox.violations).toEqual([]);
	});

	test.each([
		['={{ new Date("2026-07-01T00:00:00Z") }}', '2026-07-01T00:00:00Z'],
		['={{ DateTime.fromISO("2026-07-01T00:00", { zone: "Asia/Tokyo" }) }}', '2026-06-30T15:00:00Z'],
	])('is read from %s', async (startDate, expected) => {
		await getMany({ startDate });
		expect(sent()).toMatchObject({ startDate: expected });
	});

	test.each<[INodeParameters, string]>([
		[{ startDate: '={{ $json.nope }}' }, 'Start Date is empty'],
		[{ startDate: '31.12.2025' }, 'Start Date is "31.12.2025": write 2025-12-31'],
		[{ startDate: '2026-05-01', endDate: '2026-04-01' }, 'which is not after the Start Date'],
		[{ startDate: '2026-01-01', endDate: '2026-06-01' }, 'Tango lists at most 100 days at a time'],
		[{ campaign: '={{ $json.nope }}' }, 'Campaign is empty'],
	])('of %j is refused before anything is sent', async (filters, message) => {
		const { error } = await getMany(filters);
		expect(error?.message).toContain(message);
		expect(sandbox.log).toEqual([]);
	});
});
