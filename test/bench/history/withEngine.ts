import { REPOSITORY } from '../../n8n/shared/paths.ts';
import { engineOf } from '../alive/engine.ts';
import { outcomesOf, type Outcome } from '../outcomes.ts';
import { SECONDS, type Execution } from './execution.ts';

export async function orderWithEngine(execution: Execution): Promise<Array<Outcome | undefined>> {
	const { attempts, authentication, credential, reference } = execution;
	const { runTango, order } = await engineOf(REPOSITORY);
	const ended = await runTango(execution.reachable, {
		items: attempts.map((attempt) => ({ ...attempt })),
		parameters: order({
			reference: `={{ $json.${reference} }}`,
			amount: '={{ $json.amount }}',
			recipientEmail: '={{ $json.recipient }}',
			spendingLimits: 'off',
			options: { ...SECONDS, forwardedFor: '={{ $json.mark }}' },
		}),
		authentication,
		credential: { ...credential },
		onError: 'continueErrorOutput',
		executionId: String(execution.id),
	});
	return outcomesOf(ended, attempts.length);
}
