import type { CheckParts } from './parts';
import { isCredentialRefused, type RefusalCause } from './refusal';
import { failed, ok, waitsFor, type CheckRow } from './row';
import { errorFacts, type Talk } from './talk';

/** Whether Tango does what it is asked; for a refusal, which of the known reasons it has. */
export function apiRow(
	{ settings, explain }: CheckParts,
	{ tokenError, callError, attempts, requestId }: Talk,
	refusal: RefusalCause | undefined,
	authentication: CheckRow,
): CheckRow {
	const { host } = settings.apiUrl;
	if (tokenError || (callError && isCredentialRefused(callError))) {
		return waitsFor('Tango API', authentication, { host });
	}
	if (callError) {
		return failed('Tango API', callError, explain, {
			first: refusal?.words,
			facts: { host, ...errorFacts(callError), cause: refusal?.cause },
		});
	}
	const message = 'Tango answers: it was asked for one customer, which changes nothing';
	return ok('Tango API', message, { host, attempts, requestId });
}
