import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What a process holds once the garbage is collected. */
export interface Held {
	readonly heapMb: number;
	readonly rssMb: number;
	/** Open now, and the most at any time; the channel to the parent is one of them. */
	readonly sockets: number;
	readonly mostSockets: number;
}

const LOOK_EVERY_MS = 100;
/** Of Node's own to whoever strips types or loads n8n. */
const HARMLESS: readonly string[] = ['ExperimentalWarning', 'DeprecationWarning'];

/** Watches this process from now on; it must run with --expose-gc. */
export function holding(): () => Promise<Held> {
	let mostSockets = 0;
	setInterval(() => (mostSockets = Math.max(mostSockets, sockets())), LOOK_EVERY_MS).unref();
	return async () => {
		// Twice: what the first run finalises is free after the second.
		for (let times = 0; times < 2; times += 1) {
			globalThis.gc?.();
			await new Promise((resolve) => setImmediate(resolve));
		}
		const { heapUsed, rss } = process.memoryUsage();
		return { heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20, sockets: sockets(), mostSockets };
	};
}

/** With those that wait to be used again, where the system tells. */
function sockets(): number {
	const open = '/proc/self/fd';
	if (!existsSync(open)) return process.getActiveResourcesInfo().filter(isSocket).length;
	return readdirSync(open).filter((fd) => isSocketFile(join(open, fd))).length;
}

const isSocket = (name: string) => name === 'TCPSocketWrap';

function isSocketFile(path: string): boolean {
	try {
		return readlinkSync(path).startsWith('socket:');
	} catch {
		// Closed meanwhile.
		return false;
	}
}

/** Unhandled rejections, uncaught errors, and warnings such as of too many listeners, as they come. */
export function complaintsOfThisProcess(): readonly string[] {
	const complaints: string[] = [];
	const complain = (error: unknown) => {
		complaints.push(error instanceof Error ? String(error.stack) : String(error));
	};
	process.on('unhandledRejection', complain);
	process.on('uncaughtException', complain);
	process.on('warning', (warning) => {
		if (!HARMLESS.includes(warning.name)) complain(warning);
	});
	return complaints;
}

/** How fast a figure grows per hour: the line of least squares through its samples, taken at `minutes`. */
export function growthPerHour(samples: ReadonlyArray<{ minutes: number; value: number }>): number {
	const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const middle = mean(samples.map(({ minutes }) => minutes));
	const level = mean(samples.map(({ value }) => value));
	const along = samples.map(({ minutes, value }) => (minutes - middle) * (value - level));
	const across = samples.map(({ minutes }) => (minutes - middle) ** 2);
	return (60 * mean(along)) / mean(across);
}
