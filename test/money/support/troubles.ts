import type { FaultKind, FaultSpec } from '../../sandbox/faults.ts';
import { FAULTS } from '../../sandbox/faults.ts';
import type { Traffic } from '../../support/badServer/tcpProxy.ts';
import type { Toxic } from '../../support/badServer/toxics.ts';

export type OperationName = 'read' | 'order' | 'deposit' | 'transfer' | 'customer';

/**
 * What a trouble leaves the client knowing:
 * - `harmless`: an answer comes, only later
 * - `notSent`: the request never left
 * - `refused`: the server said that it did nothing, and may do it next time
 * - `ambiguous`: it may have been carried out
 * - `final`: the server said no for good
 * - `any`: depends on where in TLS it strikes; only the promises count
 */
export type Nature = 'harmless' | 'notSent' | 'refused' | 'ambiguous' | 'final' | 'any';

/** Something that goes wrong between client and Tango. */
export interface Trouble {
	/** After "when …". */
	readonly says: string;
	readonly nature: Nature;
	/** Where it is another one for an operation. */
	readonly natureFor?: Readonly<Partial<Record<OperationName, Nature>>>;
	/** When it meets every attempt; left out: the same. */
	readonly natureAlways?: Nature;
	/** Played by the sandbox, on HTTP. */
	readonly fault?: FaultSpec;
	/** Played by the TCP proxy; `whole` is what an undisturbed call sends and gets on its connection. */
	readonly toxic?: (whole: Traffic) => Toxic;
	/** Nobody listens. */
	readonly refuse?: boolean;
	/** Says nothing about the others: a second delivery of what carries no reference is done twice or refused. */
	readonly only?: readonly OperationName[];
	/** Costs so much computing that everything else at the same time would be late. */
	readonly heavy?: boolean;
}

const HOUR_MS = 3_600_000;

function played(kind: FaultKind, nature: Nature, more: Partial<FaultSpec> = {}, says?: string): Trouble {
	return { says: says ?? `the server gives ${FAULTS[kind].effect}`, nature, fault: { kind, ...more } };
}

/** Everything that the sandbox can do to a request, and some of it in two strengths. */
export const HTTP_TROUBLES: readonly Trouble[] = [
	...(
		[
			'reset-before',
			'reset-after',
			'close-before',
			'close-after',
			'stall-before',
			'stall-after',
			'headers-then-stall',
			'truncated-body',
			'bad-chunk',
			'garbage-status-line',
			'status-500-before',
			'status-502-before',
			'status-503-before',
			'status-504-before',
			'status-500-after',
			'status-502-after',
			'status-503-after',
			'status-504-after',
			'html-200',
			'gzip',
			'empty-200',
			'not-json',
		] as const
	).map((kind) => played(kind, 'ambiguous')),
	{ ...played('huge-headers', 'ambiguous'), natureFor: { read: 'final' } },
	// A read has no fields by which it could be told.
	{ ...played('foreign-json', 'ambiguous'), natureFor: { read: 'harmless' } },
	played('continue-first', 'harmless'),
	played('hints-first', 'harmless'),
	played('delivered-twice', 'harmless'),
	{ ...played('delivered-again', 'harmless'), only: ['read', 'order'] },
	// Too large is final for a read, but the attempt's time may be over before that shows.
	{
		...played('huge-body', 'ambiguous', { bytes: 12 * 1024 * 1024 }),
		natureFor: { read: 'any' },
		heavy: true,
	},
	played('empty-200', 'ambiguous', { executes: false }, 'something on the way gives an empty 200'),
	played('not-json', 'ambiguous', { executes: false }, 'something on the way gives words instead of JSON'),
	played('drip', 'harmless', { ms: 2, bytes: 100 }),
	played('drip', 'ambiguous', {}, 'the answer drips for longer than the attempt is held'),
	played('slow-processing', 'harmless', { ms: 60 }),
	{
		...played(
			'slow-processing',
			'harmless',
			{ ms: 700 },
			'carrying it out takes longer than the attempt is held',
		),
		natureFor: { order: 'ambiguous', deposit: 'ambiguous', transfer: 'ambiguous' },
		// It is there by the time of the next attempt, which then gets it at once.
		natureAlways: 'harmless',
	},
	played('rate-limited', 'refused'),
	played('rate-limited-seconds', 'refused', { ms: 3_000 }),
	played('rate-limited-date', 'refused', { ms: 3_000 }),
	played('rate-limited-date', 'refused', { ms: -HOUR_MS }, 'the server gives 429 with a date gone by'),
	played('rate-limited-seconds', 'final', { ms: HOUR_MS }, 'the server gives 429 and asks to wait an hour'),
	played('rate-limited-date', 'final', { ms: HOUR_MS }, 'the server gives 429 with a date in an hour'),
	played('rate-limited-seconds', 'final', { ms: 1e18 }, 'the server gives 429 and asks to wait for ever'),
	played('rate-limited-garbage', 'refused'),
	played('unauthorized', 'refused'),
	played('forbidden', 'final'),
	// Tango answers so to an ended token as well: the credential is renewed once.
	played('browser-403', 'refused'),
	played('alb-403', 'final'),
	played('redirect-301', 'final'),
	played('redirect-307', 'final'),
];

/** Inside the TLS handshake, whatever its exact length. */
const IN_HANDSHAKE = 150;
/** Inside the request and inside the answer, counted from their ends. */
const BEFORE_END = 150;

/** Everything that the TCP proxy can do to a connection. */
export const TCP_TROUBLES: readonly Trouble[] = [
	{ says: 'nobody listens', nature: 'notSent', refuse: true },
	...(['FIN', 'RST', 'hold'] as const).flatMap((how): Trouble[] => [
		{
			says: `the connection meets ${how} as soon as it stands`,
			nature: 'notSent',
			toxic: () => ({ kind: 'breakAtConnect', how }),
		},
		{
			says: `the connection meets ${how} inside the client's part of the handshake`,
			nature: 'notSent',
			toxic: () => ({ kind: 'breakRequest', after: IN_HANDSHAKE, how }),
		},
		{
			says: `the connection meets ${how} inside the server's part of the handshake`,
			nature: 'notSent',
			toxic: () => ({ kind: 'breakAnswer', after: IN_HANDSHAKE, how }),
		},
		{
			says: `the connection meets ${how} in the middle of the request`,
			nature: 'ambiguous',
			natureAlways: 'any',
			toxic: ({ request }) => ({ kind: 'breakRequest', after: request - BEFORE_END, how }),
		},
		{
			says: `the connection meets ${how} before the last byte of the request`,
			nature: 'ambiguous',
			natureAlways: 'any',
			toxic: ({ request }) => ({ kind: 'breakRequest', after: request - 1, how }),
		},
		{
			says: `the connection meets ${how} in the middle of the answer`,
			nature: 'ambiguous',
			natureAlways: 'any',
			toxic: ({ answer }) => ({ kind: 'breakAnswer', after: answer - BEFORE_END, how }),
		},
	]),
	...(['FIN', 'RST'] as const).map((how): Trouble => {
		return {
			says: `the connection meets ${how} after the last byte of the request`,
			nature: 'ambiguous',
			natureAlways: 'any',
			toxic: ({ request }) => ({ kind: 'breakRequest', after: request, how }),
		};
	}),
	{
		says: 'a bit of the handshake is wrong',
		nature: 'any',
		toxic: () => ({ kind: 'garbleAnswer', after: 2 * IN_HANDSHAKE }),
	},
	{
		says: 'a bit of the answer is wrong',
		nature: 'ambiguous',
		natureAlways: 'any',
		toxic: ({ answer }) => ({ kind: 'garbleAnswer', after: answer - BEFORE_END }),
	},
	{ says: 'the line is slow', nature: 'harmless', toxic: () => ({ kind: 'latency', ms: 20 }) },
	{ says: 'every byte travels alone', nature: 'harmless', toxic: () => ({ kind: 'slicer' }), heavy: true },
	{
		says: 'the line drips',
		nature: 'harmless',
		toxic: () => ({ kind: 'drip', bytes: 500, everyMs: 5 }),
	},
	{
		says: 'the line drips for longer than connecting may take',
		nature: 'notSent',
		toxic: () => ({ kind: 'drip', bytes: 20, everyMs: 20 }),
	},
];

/** How often it happens; `everywhere` also meets the lookups that settle an order. */
export type Frequency = 'once' | 'always' | 'everywhere';

export type Expected = 'success' | 'failure' | 'unknown' | 'any';

/** What the caller is to be told. */
export function expectedOf(trouble: Trouble, operation: OperationName, frequency: Frequency): Expected {
	const { nature, natureFor, natureAlways, fault } = trouble;
	const own = natureFor?.[operation] ?? nature;
	const effective = frequency === 'once' ? own : (natureAlways ?? own);
	switch (effective) {
		case 'any':
			return 'any';
		case 'harmless':
			return 'success';
		case 'final':
			return 'failure';
		case 'notSent':
		case 'refused':
			return frequency === 'once' ? 'success' : 'failure';
		case 'ambiguous':
			if (operation === 'customer') return 'unknown';
			if (frequency === 'once') return 'success';
			if (operation === 'read') return 'failure';
			// Tango offers no lookup for them: only a conflict could tell that it was done.
			if (operation !== 'order') return 'unknown';
			// What was carried out is found by its reference, as long as lookups work.
			return frequency === 'always' && fault && isExecuted(fault) ? 'success' : 'unknown';
	}
}

function isExecuted({ kind, executes }: FaultSpec): boolean {
	return executes ?? FAULTS[kind].executes;
}
