import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CallOptions } from '../../nodes/Tango/core/call/client.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { startConnectProxy } from '../support/badServer/connectProxy.ts';
import type { Listening } from '../support/badServer/listening.ts';
import { startTcpProxy, type TcpProxy, type Traffic } from '../support/badServer/tcpProxy.ts';
import type { Toxic } from '../support/badServer/toxics.ts';
import { createFastClock } from './support/fastClock.ts';
import { startLatenessMeter } from './support/lateness.ts';
import { CALL, orderBody, openLine, type Line, type LineOptions } from './support/line.ts';
import { OPERATIONS, told, type Told, withinRealMs } from './support/operations.ts';
import { expectPromisesKept } from './support/promises.ts';
import { createSandboxPool } from './support/sandboxPool.ts';
import {
	expectedOf,
	type Expected,
	type Frequency,
	HTTP_TROUBLES,
	type OperationName,
	TCP_TROUBLES,
	type Trouble,
} from './support/troubles.ts';

/*
 * Everything that can go wrong between the client and Tango, on real sockets. Time runs 20 times faster in
 * the client: an attempt is held for 500 ms, the longest backoff is 400 ms. Several cases run at once, each
 * with its own sandbox, proxies and connection.
 */

// Most cases wait for a timer most of the time.
vi.setConfig({ maxConcurrency: 8, testTimeout: 60_000 });

const SPEED = 20;
const SPACING_MS = 1_000;
/** More than any case may take, lookups included. */
const HANGS_AFTER_MS = 15_000;
/** What is on its way when a connection is closed arrives within the first, what is left stays after the second. */
const SETTLING_MS = 20;
const SETTLES_WITHIN_MS = 5_000;

/** Where the trouble sits. `ahead`: between the client and its proxy. */
const ROUTES = {
	direct: 'directly',
	behind: 'through a proxy',
	ahead: 'over a bad line to a proxy',
} as const;
type Route = keyof typeof ROUTES;

const OPERATION_NAMES: readonly OperationName[] = ['read', 'order', 'deposit', 'transfer', 'customer'];
const VERBS: Readonly<Record<Expected, string>> = {
	success: 'succeeds',
	failure: 'fails and says so',
	unknown: 'ends as unknown',
	any: 'keeps the promises',
};
const TIMES: Readonly<Record<Frequency, string>> = {
	once: 'the first time',
	always: 'every time',
	everywhere: 'every time, even for lookups',
};

interface Case {
	readonly title: string;
	readonly trouble: Trouble;
	readonly operation: OperationName;
	readonly route: Route;
	readonly frequency: Frequency;
	readonly seed: number;
}

/** A case in which the process lost more real time than this is no proof of what the client does in time. */
const TOO_LATE_MS = 150;
const MAX_REPEATS = 5;

const meter = startLatenessMeter();
const pool = createSandboxPool();
/** Bytes of an undisturbed call, by operation and route. */
const whole = new Map<string, Traffic>();

beforeAll(async () => {
	for (const operation of OPERATION_NAMES) {
		for (const route of ['direct', 'behind', 'ahead'] as const) {
			await withScene({ route }, async ({ proxy, run }) => {
				expect(await run(operation, 'dryRun')).toMatchObject({ kind: 'success' });
				const [traffic] = proxy.traffic;
				if (traffic) whole.set(`${operation} ${route}`, { ...traffic });
			});
		}
	}
});
afterAll(async () => {
	meter.stop();
	await pool.close();
});

interface SceneOptions {
	readonly route: Route;
	readonly toxic?: Toxic | undefined;
	readonly frequency?: Frequency;
	/** Of the client's time. */
	readonly speed?: number;
	readonly line?: Partial<LineOptions>;
}

interface Scene {
	readonly sandbox: Sandbox;
	readonly proxy: TcpProxy;
	readonly line: Line;
	/** Runs an operation and holds what was told against every promise. */
	run(operation: OperationName, name: string, call?: CallOptions): Promise<Told>;
}

/** A sandbox, the way to it and a client; all gone afterwards, which is the last promise. */
async function withScene<Result>(
	options: SceneOptions,
	use: (scene: Scene) => Promise<Result>,
): Promise<Result> {
	const { route, toxic, frequency = 'always', speed = SPEED } = options;
	return await pool.with(async (sandbox) => {
		const connect = route === 'direct' ? undefined : await startConnectProxy('tunnel');
		const sandboxPort = Number(new URL(sandbox.origin).port);
		const proxy = await startTcpProxy(
			route === 'ahead' && connect ? connect.port : sandboxPort,
			(connection) => (frequency === 'once' && connection > 0 ? undefined : toxic),
		);
		const proxyUrl = route === 'ahead' ? `http://127.0.0.1:${proxy.port}` : connect?.url;
		const line = openLine(sandbox, {
			clock: createFastClock(speed),
			port: route === 'ahead' ? sandboxPort : proxy.port,
			auth: 'twoKeys',
			requestsPerSecond: 1_000 / SPACING_MS,
			...(proxyUrl === undefined ? {} : { env: { https_proxy: proxyUrl } }),
			...options.line,
		});
		try {
			const result = await use({
				sandbox,
				proxy,
				line,
				run: async (operation, name, call = CALL) => {
					const lostBefore = meter.lostMs();
					const work = told(async () => await OPERATIONS[operation].run(line, name, call));
					const seen = await withinRealMs(HANGS_AFTER_MS, work);
					const spacingMs = SPACING_MS;
					const lostMs = meter.lostMs() - lostBefore;
					expectPromisesKept({
						...{ sandbox, line, told: seen, operation, name },
						...{ call, speed, spacingMs, lostMs },
					});
					return seen;
				},
			});
			await withinRealMs(HANGS_AFTER_MS, line.close());
			await settle([proxy, ...(connect ? [connect] : [])]);
			expect(proxy.open, 'sockets left').toBe(0);
			expect(connect?.open ?? 0, 'sockets left at the proxy').toBe(0);
			return result;
		} finally {
			await Promise.all([line.close(), proxy.close(), connect?.close()]);
		}
	});
}

/**
 * Waits until no socket is open, and stays so: undici connects again after an attempt that was cut off, and the
 * connection that `close` ends at that moment may still be waiting in the system to be accepted.
 */
async function settle(servers: readonly Listening[]): Promise<void> {
	const until = performance.now() + SETTLES_WITHIN_MS;
	do {
		await pause(SETTLING_MS);
		await Promise.all(servers.map(async (server) => await server.idle(SETTLES_WITHIN_MS)));
		await pause(SETTLING_MS);
	} while (servers.some(({ open }) => open > 0) && performance.now() < until);
}

function casesOf(troubles: readonly Trouble[], route: Route): Case[] {
	return OPERATION_NAMES.filter((operation) => isPlayed(operation, route)).flatMap((operation) =>
		troubles.flatMap((trouble, index) =>
			frequenciesFor(trouble, operation).map((frequency): Case => {
				const verb = VERBS[expectedOf(trouble, operation, frequency)];
				return {
					title: `${OPERATIONS[operation].says} ${ROUTES[route]} ${verb} when ${trouble.says}, ${TIMES[frequency]}`,
					trouble,
					operation,
					route,
					frequency,
					seed: index + 1,
				};
			}),
		),
	);
}

/** A transfer shares all its code with a deposit, which is played on every route. */
function isPlayed(operation: OperationName, route: Route): boolean {
	return operation !== 'transfer' || route === 'direct';
}

/** On TCP nothing tells a lookup from an order. */
function frequenciesFor({ fault, only }: Trouble, operation: OperationName): Frequency[] {
	if (only?.includes(operation) === false) return [];
	return operation === 'order' && fault ? ['once', 'always', 'everywhere'] : ['once', 'always'];
}

/** The promises hold at any time; what is told depends on timers, so a case that was late is played again. */
async function play(one: Case): Promise<void> {
	const expected = expectedOf(one.trouble, one.operation, one.frequency);
	for (let repeat = 0; ; repeat += 1) {
		const lostBefore = meter.lostMs();
		const seen = await playOnce(one);
		const isLate = meter.lostMs() - lostBefore > TOO_LATE_MS;
		if (expected === 'any' || seen.kind === expected) return;
		if (!isLate || repeat === MAX_REPEATS) expect(seen.kind, JSON.stringify(seen)).toBe(expected);
	}
}

async function playOnce({ trouble, operation, route, frequency, seed }: Case): Promise<Told> {
	const traffic = whole.get(`${operation} ${route}`) ?? { request: 0, answer: 0 };
	let reopen: (() => Promise<void>) | undefined;
	const options: SceneOptions = {
		route,
		frequency,
		toxic: trouble.toxic?.(traffic),
		line: { seed, onAttempt: async () => await reopen?.() },
	};
	return await withScene(options, async ({ sandbox, proxy, run }) => {
		if (trouble.refuse) proxy.refuse();
		if (trouble.refuse && frequency === 'once') {
			reopen = async () => {
				reopen = undefined;
				await proxy.accept();
			};
		}
		if (trouble.fault) plan(sandbox, trouble.fault, operation, frequency);
		return await run(operation, `money${seed}`);
	});
}

function plan(
	{ faults }: Sandbox,
	fault: NonNullable<Trouble['fault']>,
	operation: OperationName,
	frequency: Frequency,
): void {
	const { match, matchAll } = OPERATIONS[operation];
	if (frequency === 'once') faults.next({ ...fault, match });
	else faults.random({ seed: 1, rate: 1, kinds: [fault], match: frequency === 'always' ? match : matchAll });
}

/** vitest cuts long properties in titles, but not elements of a list. */
function titled<One extends { readonly title: string }>(cases: readonly One[]) {
	return cases.map((one) => [one.title, one] as const);
}

const CASES = [
	...casesOf(HTTP_TROUBLES, 'direct'),
	...casesOf(HTTP_TROUBLES, 'behind'),
	...casesOf(TCP_TROUBLES, 'direct'),
	...casesOf(TCP_TROUBLES, 'behind'),
	...casesOf(TCP_TROUBLES, 'ahead'),
];

describe.concurrent('trouble', () => {
	test.for(titled(CASES.filter(({ trouble }) => !trouble.heavy)))('%s', async ([, one]) => await play(one));
});

describe('trouble that keeps the machine busy', () => {
	test.for(titled(CASES.filter(({ trouble }) => trouble.heavy)))('%s', async ([, one]) => await play(one));
});

describe.concurrent('wherever the connection breaks', () => {
	/** Some positions fall into the handshake, some into request and answer, some behind them. */
	const POSITIONS = 24;

	const sweeps = (['order', 'customer'] as const).flatMap((operation) =>
		(['breakRequest', 'breakAnswer'] as const).flatMap((kind) =>
			(['FIN', 'RST'] as const).map((how) => {
				const part = kind === 'breakRequest' ? 'what is sent' : 'what comes back';
				return {
					title: `${OPERATIONS[operation].says} keeps the promises when ${part} meets ${how}`,
					operation,
					kind,
					how,
				};
			}),
		),
	);

	test.for(titled(sweeps))('%s', async ([, { operation, kind, how }]) => {
		const traffic = whole.get(`${operation} direct`) ?? { request: 0, answer: 0 };
		const length = kind === 'breakRequest' ? traffic.request : traffic.answer;
		expect(length).toBeGreaterThan(1_000);
		const kinds = new Set<string>();
		for (let position = 0; position <= POSITIONS; position += 1) {
			const after = Math.max(1, Math.round((length * position) / POSITIONS));
			await withScene(
				{ route: 'direct', toxic: { kind, after, how }, frequency: 'once' },
				async ({ run }) => {
					kinds.add((await run(operation, `sweep${position}`)).kind);
				},
			);
		}
		expect([...kinds].sort()).toEqual(operation === 'order' ? ['success'] : ['success', 'unknown']);
	});
});

describe.concurrent('between two calls', () => {
	const cases = (['FIN', 'RST'] as const).flatMap((how) =>
		(['direct', 'behind', 'ahead'] as const).map((route) => {
			return {
				title: `an order ${ROUTES[route]} is placed after the idle connection met ${how}`,
				how,
				route,
			};
		}),
	);

	test.for(titled(cases))('%s', async ([, { how, route }]) => {
		await withScene({ route }, async ({ proxy, run }) => {
			expect(await run('read', 'first')).toMatchObject({ kind: 'success' });
			proxy.dropAll(how);
			await pause(20);
			expect(await run('order', 'second')).toMatchObject({ kind: 'success' });
			expect(proxy.traffic.length).toBeGreaterThanOrEqual(2);
		});
	});
});

describe.concurrent('a refused credential', () => {
	const cases = [
		{ title: 'with one key is told after one attempt', auth: 'oneKey', attempts: 1, kind: 'failure' },
		{ title: 'with two keys is replaced by the other one', auth: 'twoKeys', attempts: 2, kind: 'success' },
		{
			title: 'is told when it is a token that was just given out',
			auth: 'oauth2',
			attempts: 1,
			kind: 'failure',
		},
	] as const;

	test.for(titled(cases))('%s, and no order is placed twice', async ([, { auth, attempts, kind }]) => {
		await withScene({ route: 'direct', line: { auth } }, async ({ sandbox, line, run }) => {
			sandbox.faults.next({ kind: 'unauthorized', match: { path: '/orders' } });
			expect(await run('order', 'refused1')).toMatchObject({ kind });
			const orders = line.attempts.filter(({ request }) => request.url.endsWith('/orders'));
			expect(orders).toHaveLength(attempts);
		});
	});

	test('that is a token past its time is renewed once and the order placed', async () => {
		const clock = createFastClock(SPEED);
		await withScene({ route: 'direct', line: { auth: 'oauth2', clock } }, async ({ sandbox, line, run }) => {
			expect(await run('read', 'warmUp')).toMatchObject({ kind: 'success' });
			clock.skip(60_000);
			sandbox.state.expireTokens();
			expect(await run('order', 'expired1')).toMatchObject({ kind: 'success' });
			expect(sandbox.state.tokensIssued).toHaveLength(2);
			const orders = line.attempts.filter(({ request }) => request.url.endsWith('/orders'));
			expect(orders).toHaveLength(2);
		});
	});

	test('leaves an order unknown that an earlier attempt may have placed', async () => {
		await withScene({ route: 'direct' }, async ({ sandbox, run }) => {
			const match = { path: /\/orders/ };
			sandbox.faults.next({ kind: 'reset-after', match });
			sandbox.faults.random({ seed: 1, rate: 1, kinds: ['unauthorized'], match });
			expect(await run('order', 'doubt1')).toMatchObject({ kind: 'unknown' });
			expect(sandbox.state.ordersFor('doubt1')).toHaveLength(1);
		});
	});
});

describe.concurrent('a wait that nobody asked for', () => {
	test('does not follow from a 429 that asks another order to come back in a year', async () => {
		await withScene({ route: 'direct' }, async ({ sandbox, run }) => {
			const match = { method: 'POST', path: '/orders' };
			sandbox.faults.next({ kind: 'rate-limited-seconds', ms: 365 * 86_400_000, match });
			expect(await run('order', 'year1')).toMatchObject({ kind: 'failure' });
			// Whatever it is told: it is told.
			expect(['success', 'failure']).toContain((await run('read', 'year2')).kind);
		});
	});
});

describe.concurrent('an order that another run has in process', () => {
	const lost = (['truncated-body', 'bad-chunk', 'gzip', 'not-json', 'foreign-json'] as const).map((kind) => {
		return { title: `is not told as failed when the words of the 409 are lost (${kind})`, kind };
	});

	test.for(titled(lost))('%s', async ([, { kind }]) => {
		await withScene({ route: 'direct' }, async ({ sandbox, line }) => {
			const place = async () =>
				await withinRealMs(
					HANGS_AFTER_MS,
					told(async () => await line.tango.placeOrder(orderBody('shared1'), CALL)),
				);
			// Longer than an attempt is held, so that it is in process for certain.
			sandbox.state.processingMs = 800;
			const first = place();
			await vi.waitUntil(() => sandbox.log.length === 1, { timeout: 10_000, interval: 2 });
			sandbox.faults.next({ kind, match: { method: 'POST', path: '/orders' } });
			const second = await place();
			await first;
			expect(sandbox.state.ordersFor('shared1')).toHaveLength(1);
			expect(second.kind, JSON.stringify(second)).not.toBe('failure');
		});
	});
});

describe.concurrent('the total time', () => {
	/** Slower, so that a second of the client's time is more than a busy machine is late. */
	const speed = 5;
	const call = { ...CALL, responseTimeoutMs: 2_000, totalTimeoutMs: 5_000 };
	const BOUND_MS = call.totalTimeoutMs + 1_000;
	const tookMs = ({ attempts }: Line) => (attempts.at(-1)?.endedAt ?? 0) - (attempts[0]?.startedAt ?? 0);

	test('is kept when the server never answers', async () => {
		await withScene({ route: 'direct', speed }, async ({ sandbox, line, run }) => {
			sandbox.faults.random({ seed: 1, rate: 1, kinds: ['stall-before'] });
			expect(await run('read', 'late1', call)).toMatchObject({ kind: 'failure' });
			expect(tookMs(line)).toBeLessThanOrEqual(BOUND_MS);
		});
	});

	test.for(['direct', 'behind', 'ahead'] as const)(
		'is kept when connecting never ends (%s)',
		async (route) => {
			const toxic: Toxic = { kind: 'breakAtConnect', how: 'hold' };
			await withScene({ route, toxic, speed }, async ({ line, run }) => {
				expect(await run('order', 'late2', call)).toMatchObject({ kind: 'failure' });
				expect(tookMs(line)).toBeLessThanOrEqual(BOUND_MS);
			});
		},
	);
});
