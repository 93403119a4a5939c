import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LeakSearch } from '../support/leaks/leakSearch.ts';
import { shown } from '../support/leaks/shown.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { everyOperation } from './support/everyOperation.ts';
import { captureOutflow, type Outflow } from './support/outflow.ts';
import { byId, order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
let outflow: Outflow;
beforeAll(async () => {
	sandbox = await startSandbox();
	outflow = captureOutflow();
});
// No reset in between: it would also forget the token that the nodes still hold.
beforeEach(() => outflow.clear());
afterAll(async () => {
	outflow.stop();
	await sandbox.close();
});

/** What all codes, PINs and links of the sandbox begin with. */
const REWARD_CREDENTIALS = {
	claimCode: 'FAKE-CLAIMCODE-RA',
	cardNumber: 'FAKE-CARDNUMBER-RA',
	pin: 'FAKE-PIN-RA2',
	link: 'https://rewardlink.example/r/1/FAKE',
};

function search(): LeakSearch {
	const { apiKey, secondaryApiKey } = sandbox.basic;
	const { clientSecret, password } = sandbox.oauth;
	const tokens = sandbox.state.tokensIssued.map(({ token }, index) => [`token ${index}`, token]);
	const secrets = { apiKey, secondaryApiKey, clientSecret, password, ...Object.fromEntries(tokens) };
	return new LeakSearch({ ...secrets, ...REWARD_CREDENTIALS }, sandbox.basic.platformName);
}

describe.each(['basicAuth', 'oAuth2'] as const)('with %s', (authentication) => {
	test.each([true, false])(
		'no operation that works puts out a secret or a reward credential, Simplify %s',
		async (simplify) => {
			const requestsBefore = sandbox.log.length;
			const unique = `${authentication}-${simplify}`.toLowerCase();
			const common = {
				authentication,
				credential: { grantType: 'serviceAccount', secondaryApiKey: sandbox.basic.secondaryApiKey },
			};
			const first = await runTango(sandbox, {
				...common,
				items: rows(1, unique),
				parameters: order({ utid: byId('U666425') }),
			});
			const referenceOrderID = String(first.done[0]?.json.referenceOrderID);
			const links = await runTango(sandbox, {
				...common,
				items: rows(3, `${unique}-link`),
				parameters: order({ utid: byId('U561593') }),
			});
			const lineItems = links.done.map(({ json }) => String(json.referenceLineItemID));
			for (const { type, parameters } of everyOperation(unique, referenceOrderID, lineItems, simplify)) {
				const result = await runTango(sandbox, { ...common, type, parameters });
				const name = `${String(parameters.resource)}: ${String(parameters.operation)}`;
				expect(result.error, name).toBeUndefined();
				expect(result.done.length, name).toBeGreaterThan(0);
				expect(search().find(shown(result)), name).toEqual([]);
			}
			expect(search().find(outflow.text())).toEqual([]);
			expect(outflow.log.filter(({ message }) => message === 'Tango request')).toHaveLength(
				sandbox.log.length - requestsBefore,
			);
		},
	);
});

describe('reward credentials', () => {
	test.each([
		['delivery method None', { deliveryMethod: 'NONE' }],
		['Include Reward Credentials', { options: { includeRewardCredentials: true } }],
	])('with %s are in the output item and nowhere else', async (_how, parameters) => {
		for (const simplify of [true, false]) {
			const { run, done } = await runTango(sandbox, {
				items: rows(1, `included-${simplify}-${_how}`),
				parameters: order({ ...parameters, simplify }),
			});
			expect(search().find(JSON.stringify(done[0]?.json))).not.toEqual([]);
			const output = run.data.resultData.runData.Tango?.[0];
			if (output) output.data = {};
			expect(search().find(shown(run))).toEqual([]);
			expect(search().find(outflow.text())).toEqual([]);
		}
	});

	test('as the URL of an embedded reward are in the output item and nowhere else', async () => {
		const embedded = { utid: byId('U561593'), deliveryMethod: 'EMBEDDED' };
		const ordered = await runTango(sandbox, { items: rows(1, 'embedded'), parameters: order(embedded) });
		expect(search().find(shown(ordered.run))).toEqual([]);
		const referenceLineItemID = byId(String(ordered.done[0]?.json.referenceLineItemID));
		const { run, done } = await runTango(sandbox, {
			parameters: { resource: 'lineItem', operation: 'getEmbeddedUrl', referenceLineItemID, options: {} },
		});
		expect(search().find(JSON.stringify(done[0]?.json.url))).not.toEqual([]);
		const output = run.data.resultData.runData.Tango?.[0];
		if (output) output.data = {};
		expect(search().find(shown(run) + outflow.text())).toEqual([]);
	});

	test('asked for are still not in the error of a run that stops at a later item', async () => {
		sandbox.faults.next(
			{ kind: 'slow-processing', ms: 1, match: { method: 'POST', path: '/orders' } },
			{ kind: 'alb-403', match: { method: 'POST', path: '/orders' } },
		);
		const { run, error } = await runTango(sandbox, {
			items: rows(3, 'stopped'),
			parameters: order({ deliveryMethod: 'NONE', options: { concurrency: 1 } }),
		});
		expect(error?.description).toContain('Already carried out: row 1');
		expect(search().find(shown(run) + outflow.text())).toEqual([]);
	});

	test('are not in the error about a reference that belongs to another order', async () => {
		const both = { items: rows(1, 'taken') };
		await runTango(sandbox, { ...both, parameters: order({ deliveryMethod: 'NONE' }) });
		const { run, error } = await runTango(sandbox, {
			...both,
			parameters: order({ deliveryMethod: 'NONE', amount: 30 }),
		});
		expect(error?.message).toContain('already belongs to another order');
		const failed = { ...run.data.resultData };
		expect(search().find(shown(failed) + outflow.text())).toEqual([]);
	});
});
