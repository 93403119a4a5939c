import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isTangoError, openTango, type Tango } from '../../nodes/Tango/core/index.ts';
import { isRefused, refusalOf } from './support/refusals.ts';
import { formOf, ON_THE_BOOKS_ALONE, WALKED } from './support/requestForms.ts';
import type { FieldRule } from '../sandbox/facts/rules/fieldRule.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { requestWith, titleOf } from '../sandbox/tests/support/ruleRequest.ts';
import { basicSettings } from '../unit/support/settings.ts';

/* The sandbox's table of what Tango's texts say about each field, walked through the operations of the nodes. */

let sandbox: Sandbox;
let tango: Tango;
let tried = 0;
beforeAll(async () => {
	sandbox = await startSandbox();
	const { baseUrl, caCertificate: caCertificates, basic } = sandbox;
	const connection = { environment: 'custom', baseUrl, caCertificates, requestsPerSecond: 10_000 } as const;
	tango = openTango(basicSettings(connection, { ...basic, secondaryApiKey: '' }));
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
	console.log(`${tried} pairs of field and value were tried.`);
	await sandbox.close();
});

const posts = () => sandbox.log.filter(({ method }) => method === 'POST').length;

describe.each(WALKED)('$name', (walked) => {
	const rules = walked.rules.map((rule) => [titleOf(rule), rule] as const);
	const refused = rules.filter(([, rule]) => rule.bad.length > 0 && !ON_THE_BOOKS_ALONE.has(titleOf(rule)));
	const taken = rules.filter(([, { good }]) => good.length > 0);

	const tryOut = async (rule: FieldRule, value: unknown) => {
		tried += 1;
		// Sending by text message wants a number, which is not what these rules are about.
		const phone = rule.field === 'deliveryMethod' ? { recipientMobileNumber: '+12065550100' } : {};
		const raw = { ...formOf(walked.path, requestWith(walked, rule, value), tried), ...phone };
		return await refusalOf(walked.operation, raw, tango);
	};

	it.each(refused)('refuses before anything is sent what breaks %s', async (_title, rule) => {
		for (const value of rule.bad) {
			const outcome = await tryOut(rule, value);
			const what = `${JSON.stringify(value)}: ${JSON.stringify(outcome)}`;
			expect(isRefused(outcome, rule, value), what).toBe(true);
			expect(posts()).toBe(0);
			// What the node puts right is taken.
			if ('execute' in outcome) await outcome.execute();
			sandbox.reset();
		}
	});

	it.each(taken)('takes what keeps %s', async (_title, rule) => {
		for (const value of rule.good) {
			sandbox.reset();
			const outcome = await tryOut(rule, value);
			if ('problems' in outcome) expect.fail(`${JSON.stringify(value)}: ${outcome.problems.join('; ')}`);
			const error: unknown = await outcome.execute().then(
				() => undefined,
				(thrown: unknown) => thrown,
			);
			const why = isTangoError(error) ? JSON.stringify(error.facts) : String(error);
			expect(error, `${JSON.stringify(value)}: ${why}`).toBeUndefined();
			expect(sandbox.violations).toEqual([]);
		}
	});
});
