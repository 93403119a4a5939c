import type { SharedPaceState } from '../limit/sharedPace';
import { ok, warning, type CheckRow } from './row';

const WHOSE = { n8n: 'n8n’s own Redis', credential: 'the Redis of the credential' } as const;

/** Refusals that are no trouble of the network's. */
const ACCESS = /^(WRONGPASS|NOAUTH|NOPERM|ERR_ADDRESS_NOT_ALLOWED)$/;

/** Whether Requests per Second holds for all processes of this n8n together. */
export function sharedPaceRow(state: SharedPaceState): CheckRow {
	switch (state.kind) {
		case 'alone':
			return ok(
				'Shared Pace',
				state.because === 'off'
					? 'Off: Requests per Second holds for each process of n8n by itself'
					: 'Not needed: this n8n runs workflows in one process',
			);
		case 'shared':
			return ok('Shared Pace', `One pace for all processes, over ${WHOSE[state.whose]}`, {
				processes: state.processes,
			});
		case 'away':
			return warning(
				'Shared Pace',
				`Not in force: ${WHOSE[state.whose]} gave no answer (${state.cause})`,
				`${mend(state)} Until then each process keeps to a share of the pace and goes slower when Tango refuses requests.`,
				{ cause: state.cause },
			);
	}
}

function mend({ whose, cause }: SharedPaceState & { kind: 'away' }): string {
	const isAccess = ACCESS.test(cause);
	if (whose === 'credential')
		return isAccess
			? 'Correct user, password or address in Redis URL of the credential.'
			: 'Look whether Redis runs and whether Redis URL of the credential is right.';
	return isAccess
		? 'Ask who looks after n8n: its Redis user must be allowed to run scripts on its own keys.'
		: 'Ask who looks after n8n whether its Redis runs.';
}
