import type { Outcome } from '../outcomes.ts';
import { SECONDS, type Attempt, type Execution } from './execution.ts';

type Core = typeof import('../../../nodes/Tango/core/index.ts');
type Settings = Parameters<Core['openTango']>[0];

/** A variable, so that nobody looks for its types before it is built. */
const BUILT: string = '../../../dist/nodes/Tango/core/index.js';
/** At once, as the node has it. */
const CONCURRENCY = 100;

/** Connection, token, retries, look-ups and comparison of the product, without n8n and the node's form. */
export async function orderWithCore(execution: Execution): Promise<Array<Outcome | undefined>> {
	const { openTango, isTangoError }: Core = await import(BUILT);
	const tango = openTango(settingsOf(execution));
	const outcomes: Array<Outcome | undefined> = [];
	const entries = execution.attempts.entries();
	const work = async () => {
		for (const [index, attempt] of entries) {
			const call = {
				responseTimeoutMs: SECONDS.timeout * 1_000,
				totalTimeoutMs: SECONDS.totalTimeout * 1_000,
				maxAttempts: 5,
				forwardedFor: attempt.mark,
			};
			outcomes[index] = await tango.placeOrder(bodyOf(attempt, attempt[execution.reference]), call).then(
				() => 'ok' as const,
				(error: unknown) => {
					if (!isTangoError(error)) throw error;
					return error.code === 'OUTCOME_UNKNOWN' ? ('unknown' as const) : ('fail' as const);
				},
			);
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, work));
	return outcomes;
}

function bodyOf({ recipient, amount }: Attempt, externalRefID: string) {
	return {
		// Tango takes no dots.
		externalRefID: externalRefID.replaceAll('.', '-'),
		customerIdentifier: 'acme-rewards',
		accountIdentifier: 'acme-usd',
		utid: 'U666425',
		amount,
		deliveryMethod: 'EMAIL',
		recipient: { email: recipient, firstName: 'Jane', lastName: 'Doe' },
	};
}

function settingsOf({ reachable, authentication, credential }: Execution): Settings {
	const { baseUrl, tokenUrl, caCertificate, basic, oauth } = reachable;
	return {
		environment: 'custom',
		baseUrl,
		caCertificates: caCertificate,
		forwardedFor: '',
		...credential,
		auth:
			authentication === 'basicAuth'
				? { kind: 'basic', ...basic }
				: { kind: 'oauth2', grantType: 'clientCredentials', ...oauth, tokenUrl, dpop: false },
	};
}
