import type { TestProject } from 'vitest/node';

import { ensureHost } from '../install/hostInstall.ts';
import { buildPackage, discardPackage, preparePackage } from '../install/packageInstall.ts';
import { step } from '../shared/progress.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The package, built and prepared as n8n's installer does it. */
		preparedPackage: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	await ensureHost();
	await step('Building the package', buildPackage);
	const prepared = await step('Preparing the package as n8n does', async () => await preparePackage());
	project.provide('preparedPackage', prepared);
	return async () => await discardPackage(prepared);
}
