import { createRequire } from 'node:module';

/** n8n-core's own copies of n8n's packages: what it keeps in them is kept per copy. */
export const ofCore = createRequire(createRequire(import.meta.url).resolve('n8n-core'));

type NewOf<T> = abstract new (...args: never[]) => T;

/** Where n8n-core keeps its single objects. */
export const {
	Container,
}: { Container: { get<T>(type: NewOf<T>): T; set<T>(type: NewOf<T>, value: T): void } } = ofCore('@n8n/di');
