import { afterAll, onTestFinished } from 'vitest';

interface Closable {
	close(): Promise<void>;
}

/** Hands the resource over to the running test, which ends it. */
export async function forThisTest<T extends Closable>(resource: T | Promise<T>): Promise<T> {
	const ready = await resource;
	onTestFinished(async () => await ready.close());
	return ready;
}

/** For what all tests of a file share: `const sandbox = await forThisFile(startSandbox())` at its top. */
export async function forThisFile<T extends Closable>(resource: Promise<T>): Promise<T> {
	const ready = await resource;
	afterAll(async () => await ready.close());
	return ready;
}
