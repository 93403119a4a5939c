import { describe, expect, it } from 'vitest';
import { FIELD_RULES, type OperationRules } from '../facts/fieldRules.ts';
import type { FieldRule } from '../facts/rules/fieldRule.ts';
import { type Reply } from './support/client.ts';
import { errorPath, requestWith, targetOf, titleOf } from './support/ruleRequest.ts';
import { fieldsOf } from './support/schemaFields.ts';
import { client, inOwnSandbox, sandbox } from './support/ownSandbox.ts';

inOwnSandbox();

function ask(operation: OperationRules, rule: FieldRule, value: unknown): Promise<Reply> {
	const request = requestWith(operation, rule, value);
	const target = targetOf(operation, request);
	return operation.verb === 'get'
		? client.get(target)
		: client.send(operation.verb.toUpperCase(), target, request);
}

/** Everything a request could have changed. */
function books(): string {
	const { accounts, alerts, customers, cards, orders, funds, templates } = sandbox.state;
	const { deposits, transfers } = funds;
	return JSON.stringify([
		[...accounts],
		[...alerts],
		[...customers],
		[...cards],
		orders,
		deposits,
		transfers,
		templates.all,
	]);
}

/** The short shape of the customer endpoints names path and reason in its message, and only the first mistake. */
function errorsOf({ json }: Reply): string[] {
	const texts: string[] = [];
	JSON.stringify(json, (_name, value: unknown) => {
		if (typeof value === 'object' && value !== null && 'i18nKey' in value) {
			const path = 'path' in value && !('httpCode' in value) ? value.path : pathInWords(value);
			texts.push(`${value.i18nKey} ${path}`.trim());
		}
		return value;
	});
	return texts;
}

function pathInWords(value: object): string {
	const [path = '', reason] =
		'httpCode' in value || !('message' in value) ? [] : String(value.message).split(': ');
	return reason === undefined ? '' : path;
}

const label = ({ verb, path }: OperationRules) => `${verb.toUpperCase()} ${path}`;
const CASES = FIELD_RULES.map((operation) => [label(operation), operation] as const);

describe.each(CASES)('%s', (_label, operation) => {
	const rules = operation.rules.map((rule) => [titleOf(rule), rule] as const);
	const refused = rules.filter(([, { bad }]) => bad.length > 0);
	const taken = rules.filter(([, { good }]) => good.length > 0);

	it.each(refused)('refuses and executes nothing that breaks %s', async (_title, rule) => {
		const before = books();
		for (const value of rule.bad) {
			const reply = await ask(operation, rule, value);
			expect([reply.status, ...errorsOf(reply)], `${JSON.stringify(value)}: ${reply.text}`).toEqual(
				expect.arrayContaining([rule.status ?? 400, `${rule.key} ${errorPath(rule)}`.trim()]),
			);
		}
		expect(books()).toBe(before);
	});

	it.each(taken)('takes what keeps %s', async (_title, rule) => {
		for (const value of rule.good) {
			sandbox.reset();
			const reply = await ask(operation, rule, value);
			expect(reply.status, `${JSON.stringify(value)}: ${reply.text}`).toBeLessThan(300);
			expect(sandbox.violations).toEqual([]);
		}
	});

	it('has a row for every field of the API facts, and for no other', () => {
		const fields = new Set(operation.rules.map(({ field }) => field));
		expect([...fields].sort()).toEqual(fieldsOf(operation.verb, operation.path));
	});

	it('says for every rule where it stands, and shows it by examples', () => {
		for (const rule of operation.rules) {
			expect(rule.source, titleOf(rule)).not.toBe('');
			expect(rule.bad.length + rule.good.length, titleOf(rule)).toBeGreaterThan(0);
			expect('free' in rule.limit || rule.bad.length > 0, titleOf(rule)).toBe(true);
		}
	});
});
