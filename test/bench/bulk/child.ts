import type { SandboxAccess } from '../../n8n/run/sampleCredentials.ts';
import { REPOSITORY } from '../../n8n/shared/paths.ts';
import { engineOf } from '../alive/engine.ts';
import { makeRows } from '../rows.ts';

export interface Job {
	readonly sandbox: SandboxAccess;
	readonly orders: number;
	readonly batchSize: number;
}

export interface Use {
	/** Rows that came out as there: accepted now, or by an earlier run. */
	readonly done: number;
	readonly cpuMs: number;
	readonly peakMemoryMb: number;
}

/** One run of Bulk Order: Create in a process of its own: reads a job from its parent, answers with its use. */
process.on('message', (job: Job) => void run(job).then((use) => process.send?.(use)));
process.on('disconnect', () => process.exit(0));

async function run({ sandbox, orders, batchSize }: Job): Promise<Use> {
	const { runTango, order } = await engineOf(REPOSITORY);
	const { basic, oauth } = sandbox;
	const reachable = {
		...sandbox,
		basic: { ...basic, secondaryApiKey: '' },
		oauth: { ...oauth, username: '', password: '' },
	};
	const { done } = await runTango(reachable, {
		// The account holds a million.
		items: makeRows(orders, 'bulk').map((row) => ({ ...row, amount: 10 })),
		parameters: order({
			resource: 'asyncOrder',
			amount: '={{ $json.amount }}',
			recipientEmail: '={{ $json.email }}',
			recipientFirstName: '={{ $json.firstName }}',
			recipientLastName: '',
			spendingLimits: 'off',
			options: { batchSize },
		}),
		onError: 'continueErrorOutput',
		credential: { requestsPerSecond: 1 },
	});
	const { user, system } = process.cpuUsage();
	const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
	return { done: done.length, cpuMs: (user + system) / 1000, peakMemoryMb };
}
