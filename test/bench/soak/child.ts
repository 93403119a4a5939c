import { REPOSITORY } from '../../n8n/shared/paths.ts';
import type { Reachable } from '../../engine/support/tango.ts';
import { engineOf } from '../alive/engine.ts';
import { outcomesOf, type Outcome } from '../outcomes.ts';
import type { Row } from '../rows.ts';
import { complaintsOfThisProcess, holding } from './held.ts';

/** The same workflow for two credentials of one platform, at the same time. */
export interface Round {
	readonly reachable: Reachable;
	/** Of the credentials. */
	readonly requestsPerSecond: number;
	readonly basicAuth: readonly Row[];
	readonly oAuth2: readonly Row[];
}

/** By the rows' IDs. */
type Told = Readonly<Record<string, Outcome>>;

export interface Answer {
	readonly told: Told;
	/** Of the whole process so far. */
	readonly complaints: readonly string[];
}

/** n8n's engine for a long time: reads rounds from its parent, and is asked what it holds. Ends with its parent. */
process.on('message', (message: Round | 'held') => {
	const answer = message === 'held' ? held() : run(message);
	void answer.then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit(0));

const complaints = complaintsOfThisProcess();
const held = holding();
let executions = 0;

async function run({ reachable, requestsPerSecond, ...rowsOf }: Round): Promise<Answer> {
	const { runTango, order } = await engineOf(REPOSITORY);
	// n8n prints what a run ended on; that is no news here.
	console.error = () => {};
	const runs = (['basicAuth', 'oAuth2'] as const).map(async (authentication): Promise<Told> => {
		const rows = rowsOf[authentication];
		if (rows.length === 0) return {};
		const ended = await runTango(reachable, {
			items: rows.map((row) => ({ ...row })),
			parameters: order({
				amount: '={{ $json.amount }}',
				recipientEmail: '={{ $json.email }}',
				spendingLimits: 'off',
				options: { timeout: 2 },
			}),
			authentication,
			onError: 'continueErrorOutput',
			executionId: `${(executions += 1)}`,
			credential: {
				requestsPerSecond,
				secondaryApiKey: reachable.basic.secondaryApiKey,
				// One pace for both.
				platform: 'soak',
			},
		});
		const outcomes = outcomesOf(ended, rows.length);
		return Object.fromEntries(rows.map(({ id }, index) => [id, outcomes[index] ?? 'unknown']));
	});
	const told: Told = Object.assign({}, ...(await Promise.all(runs)));
	return { told, complaints };
}
