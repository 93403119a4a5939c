import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** The oldest major version that the package supports (package.json, engines); it cannot run vitest itself. */
const OLDEST = 20;

export interface TestNode {
	readonly name: string;
	readonly major: number;
	/** Undefined when this machine has no such Node. */
	readonly path: string | undefined;
}

/** The Node that runs the tests, and the oldest one supported. */
export function testNodes(): readonly [current: TestNode, oldest: TestNode] {
	const path = findOldest();
	if (path === undefined) {
		process.stderr.write(
			`Node ${OLDEST} SKIPPED: neither TANGO_TEST_NODE nor PATH leads to one, so TLS was not tested on it.\n`,
		);
	}
	return [
		{ name: `Node ${process.versions.node}`, major: parseInt(process.versions.node), path: process.execPath },
		{ name: `Node ${OLDEST}`, major: OLDEST, path },
	];
}

function findOldest(): string | undefined {
	const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
	const candidates = new Set([process.env.TANGO_TEST_NODE ?? [], onPath].flat());
	return [...candidates].find((path) => versionOf(path).startsWith(`v${OLDEST}.`));
}

/** Empty for what is not a Node. */
function versionOf(path: string): string {
	return spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '';
}
