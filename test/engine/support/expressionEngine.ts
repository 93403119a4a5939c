import { Expression } from 'n8n-workflow';
import { Container, ofCore } from './ofCore.ts';

type EngineOptions = Parameters<typeof Expression.initExpressionEngine>[0];

const { GlobalConfig }: { GlobalConfig: abstract new () => { readonly expressionEngine: EngineOptions } } =
	ofCore('@n8n/config');

/** Starts the engine that n8n has by default, set up as n8n sets it up when it starts. */
export async function startExpressionEngine(): Promise<void> {
	await Expression.initExpressionEngine(Container.get(GlobalConfig).expressionEngine);
}
