import type { RecordedAnswer } from './recorder';
import { ok, skipped, warning, type CheckRow } from './row';

/** Tango takes DPoP proofs that are 60 s off at most (page "Secure API requests with OAuth DPoP"). */
const MAX_SKEW_MS = 60_000;

/** This machine's clock against the Date header of an answer (RFC 9110 §6.6.1), which is whole seconds. */
export function clockRow(answers: readonly RecordedAnswer[]): CheckRow {
	const dated = answers.findLast(({ answer }) => !Number.isNaN(dateOf(answer.headers)));
	if (!dated) return skipped('Clock', 'Not checked: no answer came that tells the time');
	const skewMs = dated.arrivedAt - dateOf(dated.answer.headers);
	const facts = { host: dated.url.host, skewSeconds: Math.round(skewMs / 1000) };
	if (Math.abs(skewMs) <= MAX_SKEW_MS) {
		return ok('Clock', 'The clock of this machine agrees with the server’s', facts);
	}
	const message = `The clock of this machine is ${duration(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead of' : 'behind'} the server’s`;
	const mend =
		'Set the clock of the machine that runs n8n by a time server (NTP). With a wrong clock certificates seem expired, tokens end too early or too late, and signed requests are refused.';
	return warning('Clock', message, mend, facts);
}

/** NaN where there is none. */
function dateOf({ date = '' }: Readonly<Record<string, string>>): number {
	return Date.parse(date);
}

function duration(ms: number): string {
	const minutes = Math.round(ms / 60_000);
	return minutes < 120 ? `${minutes} minute${minutes === 1 ? '' : 's'}` : `${Math.round(minutes / 60)} hours`;
}
