import type { FaultKind, RandomFaults } from '../../sandbox/faults.ts';
import { HTTP_ERROR_OUTPUT, HTTP_STOP, type Peer, TANGO_ORDERS } from './peers.ts';

/** The share of requests that go wrong. */
export const RATE = 0.3;

/** Any two numbers: they were not chosen by what came of them. */
const SEEDS = [1, 2];

/** A kind of bad day, and who goes through it once with each seed. */
export interface Scenario {
	slug: string;
	title: string;
	kinds: readonly FaultKind[];
	seeds: readonly number[];
	peers: readonly Peer[];
}

/** What a network and a load balancer do on a bad day. The table in `sandbox/faults.ts` says what each is. */
const WHOLE_OR_NOTHING: readonly FaultKind[] = [
	'reset-before',
	'reset-after',
	'close-before',
	'close-after',
	'stall-before',
	'stall-after',
	'status-500-before',
	'status-500-after',
	'status-502-before',
	'status-502-after',
	'status-503-before',
	'status-503-after',
	'status-504-before',
	'status-504-after',
	'rate-limited',
	'rate-limited-seconds',
];

/** The status arrives, its body does not, or not whole. */
const CUT_SHORT: readonly FaultKind[] = ['headers-then-stall', 'truncated-body'];

export const SCENARIOS: readonly Scenario[] = [
	{
		slug: 'all',
		title: 'Every fault, answers that are cut short included',
		kinds: [...WHOLE_OR_NOTHING, ...CUT_SHORT],
		seeds: SEEDS,
		peers: [TANGO_ORDERS, ...HTTP_ERROR_OUTPUT],
	},
	{
		// The same without what makes the HTTP Request node hang, so that its other figures show.
		slug: 'whole',
		title: 'The same faults without answers that are cut short',
		kinds: WHOLE_OR_NOTHING,
		seeds: SEEDS,
		peers: [TANGO_ORDERS, ...HTTP_ERROR_OUTPUT, ...HTTP_STOP],
	},
];

/** A fresh plan for each peer: the n-th request of every peer meets the same fate. */
export function faultPlan({ kinds }: Scenario, seed: number): RandomFaults {
	return { seed, rate: RATE, kinds };
}
