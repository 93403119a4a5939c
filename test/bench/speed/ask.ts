import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Sends a message to a child of ours and returns its next one, as the type the caller knows it to have. */
export async function ask<T>(child: ChildProcess, message: string | object): Promise<T> {
	const settled = new AbortController();
	const { signal } = settled;
	try {
		child.send(message);
		const [answer] = await Promise.race([once(child, 'message', { signal }), ended(child, signal)]);
		return answer;
	} finally {
		// Whoever lost the race leaves no listener behind.
		settled.abort();
	}
}

async function ended(child: ChildProcess, signal: AbortSignal): Promise<never> {
	await once(child, 'exit', { signal });
	throw new Error(`the process ${child.spawnargs.at(-1)} ended`);
}
