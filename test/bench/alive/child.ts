import { makeRows } from '../rows.ts';
import type { SandboxAccess } from '../../n8n/run/sampleCredentials.ts';
import { engineOf } from './engine.ts';
import { watchExecute, type ExecuteUse } from './watchExecute.ts';

/** `stop`: the last row is wrong, so nothing is sent. `goOn`: every row is, and each gives an error item. */
export type Kind = 'stop' | 'goOn';

export interface Job {
	readonly sandbox: SandboxAccess;
	/** The checkout whose built package is measured. */
	readonly checkout: string;
	readonly kind: Kind;
	readonly items: number;
}

export interface Use extends ExecuteUse {
	readonly peakMemoryMb: number;
	/** How the run ended, so that nobody measures something else. */
	readonly end: string;
}

/** One run of Create that sends nothing, in a process of its own: reads a job from its parent, answers with its use. */
process.on('message', (job: Job) => void measure(job).then((use) => process.send?.(use)));
process.on('disconnect', () => process.exit(0));

const WARM_UP = 100;

async function measure({ sandbox, checkout, kind, items }: Job): Promise<Use> {
	const { loadedNode, runTango, order } = await engineOf(checkout);
	const { basic, oauth } = sandbox;
	const unused = { username: '', password: '' };
	const reachable = {
		...sandbox,
		basic: { ...basic, secondaryApiKey: '' },
		oauth: { ...oauth, ...unused },
	};
	// n8n prints what a run ended on; that is no news here.
	console.error = () => {};
	const plan = async (count: number) =>
		await runTango(reachable, {
			items: rows(kind, count),
			parameters: order({
				amount: '={{ $json.amount }}',
				recipientEmail: '={{ $json.email }}',
				recipientFirstName: '={{ $json.firstName }}',
				recipientLastName: '',
			}),
			...(kind === 'goOn' ? { onError: 'continueRegularOutput' } : {}),
		});
	await plan(WARM_UP);
	const useOf = watchExecute(await loadedNode('n8n-nodes-tango.tangoOrders'));
	const { error, done } = await plan(items);
	const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
	return { ...useOf(), peakMemoryMb, end: error?.message ?? `${done.length} items came out` };
}

function rows(kind: Kind, count: number) {
	return makeRows(count, 'alive').map((row, index) => {
		const isWrong = kind === 'goOn' || index === count - 1;
		return { ...row, amount: isWrong ? -1 : row.amount };
	});
}
