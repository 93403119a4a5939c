import type { TestProject } from 'vitest/node';

import { prepareHostAndPackage } from '../install/hostAndPackage.ts';
import { Cleanups } from '../shared/cleanups.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The package, built and prepared as n8n's installer does it. */
		preparedPackage: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const cleanups = new Cleanups();
	project.provide('preparedPackage', await prepareHostAndPackage(cleanups));
	return async () => await cleanups.run();
}
