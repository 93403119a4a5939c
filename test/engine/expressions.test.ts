import { Expression } from 'n8n-workflow';
import { expect, test } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import { forThisTest } from '../support/lifetime.ts';
import { ofCore } from './support/ofCore.ts';
import { order, runTango } from './support/tango.ts';

test('expressions are evaluated by n8n’s default engine, in an isolate that lets nothing but copies out', async () => {
	const sandbox = await forThisTest(startSandbox());
	const { error } = await runTango(sandbox, { parameters: order({ reference: '={{ (x) => x }}' }) });
	// The engine without an isolate says "this is a function, please add ()".
	expect(error?.message).toContain('could not be cloned');
	const core: { Expression: typeof Expression } = ofCore('n8n-workflow');
	expect(core.Expression).toBe(Expression);
	expect(Expression.getActiveImplementation()).toBe('vm');
});
