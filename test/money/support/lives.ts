import fc from 'fast-check';
import type { FaultSpec } from '../../sandbox/faults.ts';
import { sheet, type Row } from './sheets.ts';
import { agentStep, type AgentStep } from './wishes.ts';

/** An order that takes long, in real time. */
export const SLOW_MS = 20;

export const FAULTS: readonly FaultSpec[] = [
	{ kind: 'reset-before' },
	{ kind: 'reset-after' },
	{ kind: 'close-after' },
	{ kind: 'stall-after', ms: 5 },
	{ kind: 'truncated-body' },
	{ kind: 'slow-processing', ms: SLOW_MS },
	{ kind: 'status-503-before' },
	{ kind: 'status-504-after' },
	{ kind: 'rate-limited' },
	{ kind: 'unauthorized' },
	{ kind: 'alb-403' },
	{ kind: 'html-200' },
	{ kind: 'empty-200' },
	{ kind: 'not-json', executes: false },
];

/** One thing that happens in the life of somebody with a sheet, and with an AI agent. */
export type Step =
	| AgentStep
	/** Another turn of a loop: the execution goes on. The node may stop at the first error. */
	| { readonly does: 'turn'; readonly rows: readonly Row[]; readonly stops: boolean }
	/** The last sheet once more in the same execution, as a retry does it. */
	| { readonly does: 'again' }
	/** The last sheet without its slips. */
	| { readonly does: 'mended' }
	| { readonly does: 'newExecution'; readonly maximumTotal: number }
	| { readonly does: 'restart' }
	| { readonly does: 'faults'; readonly seed: number; readonly rate: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ does: fc.constant('turn'), rows: sheet, stops: fc.boolean() }) },
	{ weight: 1, arbitrary: fc.record({ does: fc.constant('again') }) },
	{ weight: 2, arbitrary: fc.record({ does: fc.constant('mended') }) },
	{
		weight: 1,
		arbitrary: fc.record({
			does: fc.constant('newExecution'),
			maximumTotal: fc.constantFrom(13.5, 30, 50),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ does: fc.constant('restart') }) },
	{ weight: 3, arbitrary: agentStep },
	{
		weight: 2,
		arbitrary: fc.record({
			does: fc.constant('faults'),
			seed: fc.nat(1_000),
			rate: fc.constantFrom(0, 0.4, 0.8),
		}),
	},
);

export const life: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 3, maxLength: 12, size: 'max' });
