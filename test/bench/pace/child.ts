import { engineOf } from '../alive/engine.ts';
import { makeRows } from '../rows.ts';
import type { SandboxAccess } from '../../n8n/run/sampleCredentials.ts';
import type { Scene } from './scenes.ts';

export interface Job {
	readonly access: SandboxAccess;
	/** The checkout whose built package is measured. */
	readonly checkout: string;
	readonly scene: Scene;
}

/** One run of Create in a process of its own: reads a job from its parent, answers with how it ended. */
process.on('message', (job: Job) => void order(job).then((end) => process.send?.(end)));
process.on('disconnect', () => process.exit(0));

async function order({ access, checkout, scene }: Job): Promise<string> {
	const { runTango, order: parameters } = await engineOf(checkout);
	const { requestsPerSecond, orders } = scene;
	const reachable = {
		...access,
		basic: { ...access.basic, secondaryApiKey: '' },
		oauth: { ...access.oauth, username: '', password: '' },
	};
	const { error, done } = await runTango(reachable, {
		items: makeRows(orders, 'pace').map((row) => ({ ...row })),
		parameters: parameters({ spendingLimits: 'off' }),
		credential: { requestsPerSecond },
	});
	return error?.message ?? `${done.length} placed`;
}
