import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const references = () => sandbox.state.orders.map(({ externalRefID }) => externalRefID);

describe('Business key', () => {
	test('stays the same when key, login or account spelling change, and holds nothing of the key itself', async () => {
		await runTango(sandbox, { items: [{ id: 'jane@example.com' }], parameters: order() });
		const again = await runTango(sandbox, {
			items: [{ id: 'jane@example.com' }],
			parameters: order(),
			authentication: 'oAuth2',
		});
		expect(again.done[0]?.json.replayed).toBe(true);
		expect(references()).toEqual([expect.stringMatching(/^t1[0-9a-f]{40}$/)]);
	});

	test('is told apart by letters that look alike, not by how a letter is composed', async () => {
		await runTango(sandbox, { items: [{ id: 'Zo\u00eb' }, { id: 'Zoe' }], parameters: order() });
		const composed = await runTango(sandbox, { items: [{ id: 'Zoe\u0308' }], parameters: order() });
		expect(composed.done[0]?.json.replayed).toBe(true);
		expect(references()).toHaveLength(2);
	});
});

describe('Automatic', () => {
	const automatic = order({ referenceSource: 'automatic', reference: '' });

	test('gives each item of an execution its own reference, and another execution others', async () => {
		await runTango(sandbox, { items: rows(3), parameters: automatic, executionId: '1' });
		await runTango(sandbox, { items: rows(3), parameters: automatic, executionId: '2' });
		expect(new Set(references()).size).toBe(6);
	});

	test('a retry that lost its anchor is refused with guidance, and nothing is ordered', async () => {
		const { error } = await runTango(sandbox, { items: rows(1), parameters: automatic, mode: 'retry' });
		expect(error?.message).toMatch(
			/Reference Source is Automatic, but this retry does not know whether the first run paid rewards/,
		);
		expect(error?.description).toMatch(/run the workflow anew instead of retrying; else use a business key/);
		expect(references()).toEqual([]);
	});
});

describe('Payload', () => {
	const payload = (referenceScope: string) =>
		order({ referenceSource: 'payload', referenceScope, reference: '' });

	test('equal rows of one run are rewards of their own, and running again pays none of them twice', async () => {
		await runTango(sandbox, { items: rows(3), parameters: payload('2026-11') });
		const again = await runTango(sandbox, {
			items: rows(3),
			parameters: payload('2026-11'),
			executionId: '2',
		});
		expect(references()).toHaveLength(3);
		expect(again.done.map(({ json }) => json.replayed)).toEqual([true, true, true]);
		expect(again.hints).toEqual(['3 of 3 orders existed already; nothing was paid again for them.']);
	});

	test('another scope pays again, other case in the e-mail address does not', async () => {
		await runTango(sandbox, { items: rows(1), parameters: payload('2026-11') });
		await runTango(sandbox, { items: rows(1), parameters: payload('2026-12') });
		const shouting = { ...payload('2026-12'), recipientEmail: 'JANE@example.com' };
		await runTango(sandbox, { items: rows(1), parameters: shouting });
		expect(references()).toHaveLength(2);
	});

	test('needs a scope', async () => {
		const { error } = await runTango(sandbox, { items: rows(1), parameters: payload('') });
		expect(error?.message).toContain('Reference Scope is empty');
	});
});
