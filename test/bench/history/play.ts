import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOCAL } from '../../n8n/shared/paths.ts';
import { seededRandom } from '../../money/support/fastClock.ts';
import { check, type Verdict } from './check.ts';
import type { Execution } from './execution.ts';
import { Lives } from './lives.ts';
import { readBooks, readEvents } from './records.ts';
import { Stage } from './stage.ts';
import { TROUBLES } from './troubles.ts';

export interface Play {
	readonly references: number;
	readonly by: Execution['by'];
	/** References of one execution. */
	readonly batch: number;
	/** At once, of each worker. */
	readonly executions: number;
	/** Of the credential. */
	readonly requestsPerSecond: number;
	/** The workers keep that pace together, over Redis, and Tango allows no more; else it takes whatever comes. */
	readonly shared: boolean;
	/** So many attempts are told as paid between two troubles. */
	readonly attemptsPerTrouble: number;
	readonly seed: number;
	/** What must be found out: a reference that is another one in each attempt, or a Tango that knows none again. */
	readonly mistake?: 'newReference' | 'forgetfulTango';
}

export interface Played extends Verdict {
	readonly folder: string;
	readonly troubles: Readonly<Record<string, number>>;
	/** Workers that ended by themselves. */
	readonly crashes: number;
}

export async function play(wish: Play): Promise<Played> {
	await mkdir(LOCAL, { recursive: true });
	const folder = await mkdtemp(join(LOCAL, 'history-'));
	const stage = await Stage.open({
		folder,
		strictRate: wish.shared ? wish.requestsPerSecond : undefined,
		forgetful: wish.mistake === 'forgetfulTango',
	});
	const random = seededRandom(wish.seed);
	const lives = new Lives(wish.references, random);
	const troubles = new Map<string, number>();
	try {
		await Promise.all([
			makeTroubles(wish, stage, lives, random, troubles),
			...stage.workers.flatMap((_, worker) =>
				Array.from({ length: wish.executions }, async () => await keepBusy(worker, wish, stage, lives)),
			),
		]);
	} finally {
		await stage.close();
	}
	const crashes = stage.workers.reduce((sum, worker) => sum + worker.crashes, 0);
	const events = stage.histories.flatMap(readEvents);
	const verdict = check(events, stage.books.flatMap(readBooks));
	return { ...verdict, folder, troubles: Object.fromEntries(troubles), crashes };
}

const PAUSE_MS = 3_000;

let executions = 0;

async function keepBusy(index: number, wish: Play, stage: Stage, lives: Lives): Promise<void> {
	const worker = stage.workers[index];
	if (!worker) return;
	while (!lives.areOver) {
		const taken = lives.take(wish.batch);
		if (taken.length === 0) {
			await sleep(20);
			continue;
		}
		executions += 1;
		const { access, redis } = stage;
		const outcomes = await worker.run({
			id: executions,
			by: wish.by,
			attempts: taken.map(([, attempt]) => attempt),
			reachable: {
				...access,
				basic: { ...access.basic, secondaryApiKey: '' },
				oauth: { ...access.oauth, username: '', password: '' },
			},
			authentication: index % 2 === 0 ? 'basicAuth' : 'oAuth2',
			credential: {
				requestsPerSecond: wish.requestsPerSecond,
				platform: 'history',
				sharedPace: wish.shared ? 'redis' : 'off',
				redisUrl: `redis://127.0.0.1:${redis.port}`,
			},
			reference: wish.mistake === 'newReference' ? 'mark' : 'reference',
		});
		taken.forEach(([reward], position) => lives.end(reward, outcomes?.[position]));
		// Nobody runs a workflow again at once that has hardly paid anything: while Tango is away all attempts would be gone.
		const paid = outcomes?.filter((outcome) => outcome === 'ok') ?? [];
		if (outcomes && paid.length < taken.length / 2) await sleep(PAUSE_MS);
	}
}

/** Each kind in turn, in an order of its own each time. */
async function makeTroubles(
	{ attemptsPerTrouble, shared }: Play,
	stage: Stage,
	lives: Lives,
	random: () => number,
	made: Map<string, number>,
): Promise<void> {
	const kinds = TROUBLES.filter(({ ofRedis }) => shared || !ofRedis);
	let order = [...kinds];
	for (let next = attemptsPerTrouble; !lives.areOver; ) {
		if (lives.paid < next) {
			await sleep(20);
			continue;
		}
		next = lives.paid + attemptsPerTrouble;
		// Not just when an execution has ended.
		await sleep(500 * random());
		const trouble = order.splice(Math.floor(random() * order.length), 1)[0];
		if (order.length === 0) order = [...kinds];
		if (!trouble) continue;
		await trouble.make(stage, random);
		made.set(trouble.name, (made.get(trouble.name) ?? 0) + 1);
	}
}
