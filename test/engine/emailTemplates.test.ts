import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HEADER_PICTURE, TEMPLATE } from '../sandbox/facts/rules/samples.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { byId, order, runTango, type TangoRun } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function run(operation: string, parameters: INodeParameters = {}, more: Partial<TangoRun> = {}) {
	return await runTango(sandbox, {
		...more,
		parameters: { resource: 'emailTemplate', operation, simplify: true, options: {}, ...parameters },
	});
}

const TEXTS = Object.fromEntries(Object.entries(TEMPLATE).map(([name, value]) => [name, String(value)]));
const sent = () => sandbox.log.filter(({ method }) => method !== 'GET');
const bodies = () => sent().map(({ body }): unknown => JSON.parse(body));

test('a template is made, got, listed, changed and deleted', async () => {
	const created = await run('create', {
		...TEXTS,
		additionalFields: { smsMessageBody: 'Thanks!', accessCustomers: 'acme-rewards', defaultPlatform: true },
	});
	const etid = String(created.done[0]?.json.etid);
	expect(created.done[0]?.json).toMatchObject({
		name: 'Thank you',
		smsMessageBody: 'Thanks!',
		accessControls: [{ type: 'CUSTOMER', identifier: 'acme-rewards' }],
		defaults: [{ type: 'PLATFORM' }],
	});
	const updated = await run('update', {
		etid: byId(etid),
		updateFields: { subject: 'Your {{reward_name}}', accentColor: '#048' },
	});
	expect(updated.done[0]?.json).toMatchObject({
		name: 'Thank you',
		subject: 'Your {{reward_name}}',
		accentColor: '#004488',
	});
	expect((await run('get', { etid: byId(etid) })).done[0]?.json).toEqual(updated.done[0]?.json);
	const listed = async () => (await run('getMany', { returnAll: true })).done.map(({ json }) => json.etid);
	expect(await listed()).toEqual(['E000000', 'E100001', etid]);
	expect((await run('delete', { etid: byId(etid) })).done[0]?.json).toEqual({ deleted: true, etid });
	expect(await listed()).toEqual(['E000000', 'E100001']);
	expect(sandbox.violations).toEqual([]);
});

describe('the picture', () => {
	const picture = (data: string): IBinaryKeyData => ({ logo: { data, mimeType: 'image/png' } });
	let number = 0;
	const withFile = async (headerImage: string, data = HEADER_PICTURE) => {
		const parameters = { ...TEXTS, name: `Thanks ${++number}`, headerImage, additionalFields: {} };
		return await run('create', parameters, { files: picture(data) });
	};

	test('is a file of the item, or its Base64 text in any of the usual spellings', async () => {
		await withFile('logo');
		await withFile(`data:image/png;base64,${HEADER_PICTURE}`);
		await withFile(`${HEADER_PICTURE.slice(0, 76)}\r\n${HEADER_PICTURE.slice(76)}\r\n`);
		expect(bodies()).toEqual([1, 2, 3].map(() => expect.objectContaining({ headerImage: HEADER_PICTURE })));
	});

	test.each([
		['data', undefined, 'Header Image is "data", but the item has no file of this name'],
		['https://example.com/logo.png', undefined, 'is an address, but Tango takes the picture itself'],
		['logo', Buffer.from('<svg/>').toString('base64'), 'is no picture'],
		['x'.repeat(200), undefined, 'is no picture'],
	])('is refused before anything is sent when it is none: %#', async (headerImage, data, words) => {
		const { error } = await withFile(headerImage, data);
		expect(error?.message).toContain('Header Image');
		expect(error?.message).toContain(words);
		expect(sandbox.log).toEqual([]);
	});

	test('of another size is refused with its size', async () => {
		const small = Buffer.from(HEADER_PICTURE, 'base64');
		small.writeUInt32BE(300, 16);
		const { error } = await withFile('logo', small.toString('base64'));
		expect(error?.message).toBe('Header Image is 300 × 150 pixels, but Tango takes 650 × 150');
	});
});

test('a wrong row keeps the others from going ahead, and says which field, value and row it is', async () => {
	const items = [{ color: '#004488' }, { color: 'blue' }];
	const { error } = await run(
		'create',
		{ ...TEXTS, name: '=Thanks {{ $itemIndex }}', accentColor: '={{ $json.color }}', additionalFields: {} },
		{ items },
	);
	expect(error?.message).toBe(
		'Accent Color “blue” must be # and 6 digits or letters a to f, such as #004488 (row 2 of 2)',
	);
	expect(sandbox.log).toEqual([]);
});

test.each([
	[{ messageBody: 'x'.repeat(1025) }, {}, 'Message Body “x', 'is longer than 1024 characters'],
	[{}, { smsMessageBody: 'x'.repeat(91) }, 'Text Message “x', 'is longer than 90 characters'],
	[{ subject: 'For {{recipient_name}}' }, {}, 'Subject holds "{{recipient_name}}"', '{{reward_name}} alone'],
	[{ closing: 'Hi {{ message }}' }, {}, 'Closing holds "{{ message }}"', 'spelt like this'],
	[{ closing: 'Hi {{ $json.name }}' }, {}, 'Closing holds "{{ $json.name }}"', 'Choose Expression'],
	[{ fromName: 'A <b>' }, {}, 'From Name holds “<”', ''],
	[{}, { accessPlatform: false }, 'Access: Whole Platform is off', 'nobody could use the template'],
	[{}, { defaultAccounts: 'acme' }, 'Default: Accounts “acme” must be 5 to 100', ''],
])(
	'what Tango refuses is told before anything is sent: %#',
	async (texts, additionalFields, field, words) => {
		const { error } = await run('create', { ...TEXTS, ...texts, additionalFields });
		expect(error?.message).toContain(field);
		expect(error?.message).toContain(words);
		expect(sandbox.log).toEqual([]);
	},
);

test('a name that is taken is told in words, in a run and at Tango', async () => {
	const items = [{}, {}];
	const twice = await run('create', { ...TEXTS, additionalFields: {} }, { items });
	expect(twice.error?.message).toBe(
		'Name is "Thank you" as in row 1: no two templates have the same name (row 2 of 2)',
	);
	const taken = 'Tango has the email template “Sandbox E000000” already';
	const created = await run('create', { ...TEXTS, name: 'Sandbox E000000', additionalFields: {} });
	expect(created.error?.message).toBe(taken);
	expect(created.error?.description).toContain('Use another value for Name');
	const updated = await run('update', {
		etid: byId('E100001'),
		updateFields: { name: 'Sandbox E000000' },
	});
	expect(updated.error?.message).toBe(taken);
});

test('an update of nothing is refused', async () => {
	const { error } = await run('update', { etid: byId('E100001'), updateFields: {} });
	expect(error?.message).toContain('Update Fields is empty. Add Accent Color, Access: Accounts');
	expect(sandbox.log).toEqual([]);
});

test('a template that is not there is named, and one that a reward was sent with is kept', async () => {
	const missing = await run('get', { etid: byId('E999999') });
	expect(missing.error?.message).toBe('Tango knows no email template “E999999”');
	await runTango(sandbox, { parameters: order({ reference: 'r', additionalFields: { etid: 'E100001' } }) });
	const { error } = await run('delete', { etid: byId('E100001') });
	expect(error?.message).toBe('Tango keeps this email template: a reward was sent with it');
});

test('a delete whose answer was lost is done when the template is gone', async () => {
	sandbox.faults.next({
		kind: 'reset-after',
		match: { method: 'DELETE', path: '/digitalTemplates/E100001' },
	});
	const { done } = await run('delete', { etid: byId('E100001') });
	expect(done[0]?.json).toEqual({ deleted: true, etid: 'E100001' });
	expect(sent()).toHaveLength(2);
});

test('a template whose making is in doubt is not sent again, and the error says how to settle it', async () => {
	sandbox.faults.next({ kind: 'reset-after', match: { method: 'POST', path: '/digitalTemplates' } });
	const { error } = await run('create', { ...TEXTS, additionalFields: {} });
	expect(error?.message).toBe('It is not known whether Tango carried the request out');
	expect(error?.description).toContain('Look with Email Template: Get Many what Tango has now');
	expect(sent()).toHaveLength(1);
});

test('an update whose answer was lost is sent once more', async () => {
	sandbox.faults.next({ kind: 'reset-after', match: { method: 'PATCH', path: '/digitalTemplates/E100001' } });
	const { done } = await run('update', { etid: byId('E100001'), updateFields: { subject: 'New' } });
	expect(done[0]?.json.subject).toBe('New');
	expect(sent()).toHaveLength(2);
});
