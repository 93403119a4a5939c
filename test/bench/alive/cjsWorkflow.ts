import { registerHooks } from 'node:module';

/** n8n-core requires the CommonJS build of n8n-workflow; a second copy beside it would have no expression engine. */
registerHooks({
	resolve: (specifier, context, next) =>
		specifier === 'n8n-workflow'
			? next(specifier, { ...context, conditions: ['node', 'require'] })
			: next(specifier, context),
});
