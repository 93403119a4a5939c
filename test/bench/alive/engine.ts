import './cjsWorkflow.ts';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Engine = typeof import('../../engine/support/engine.ts');
type TangoRuns = typeof import('../../engine/support/tango.ts');

/** n8n's engine with the built package of a checkout, its expressions evaluated as n8n does by default. */
export async function engineOf(checkout: string): Promise<Engine & TangoRuns> {
	const load = async (path: string) => await import(pathToFileURL(join(checkout, path)).href);
	const engine: Engine = await load('test/engine/support/engine.ts');
	const runs: TangoRuns = await load('test/engine/support/tango.ts');
	await engine.loaded;
	await startExpressionEngine(checkout);
	return { ...engine, ...runs };
}

/** As n8n does when it starts; its settings lie in n8n-core's own copies of n8n's packages. */
async function startExpressionEngine(checkout: string): Promise<void> {
	const ofCheckout = createRequire(join(checkout, 'package.json'));
	const ofCore = createRequire(ofCheckout.resolve('n8n-core'));
	const { Expression }: typeof import('n8n-workflow') = ofCheckout('n8n-workflow');
	const { Container } = ofCore('@n8n/di');
	const { GlobalConfig } = ofCore('@n8n/config');
	await Expression.initExpressionEngine(Container.get(GlobalConfig).expressionEngine);
}
