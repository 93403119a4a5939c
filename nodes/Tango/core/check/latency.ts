import type { ProbeResult } from '../foundation/probe';
import type { RecordedAnswer } from './recorder';
import { ok, skipped, warning, type CheckRow } from './row';

/** Tango asks clients to wait 15 s; a third of that for a small list is a sign of trouble. */
const SLOW_MS = 5_000;

/** How long connecting took, and how long Tango took to answer once the request was on its way. */
export function latencyRow(probed: ProbeResult | undefined, answer: RecordedAnswer | undefined): CheckRow {
	if (!answer || probed?.kind !== 'connected') return skipped('Latency', 'Not checked: Tango gave no answer');
	const { connectMs, tlsMs } = probed;
	const { answerMs } = answer;
	const facts = { host: answer.url.host, latencyMs: answerMs, connectMs, tlsMs };
	const told = `Tango answered in ${answerMs} ms (connection ${connectMs} ms, TLS ${tlsMs} ms)`;
	if (answerMs + connectMs + tlsMs < SLOW_MS) return ok('Latency', told, facts);
	const mend =
		'Run the check again in a few minutes. If it stays slow, ask your network team about the way to Tango; status.tangocard.com tells of outages.';
	return warning('Latency', `${told}, which is slow`, mend, facts);
}
