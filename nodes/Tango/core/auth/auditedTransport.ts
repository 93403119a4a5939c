import type { Audit } from '../foundation/audit';
import type { Clock } from '../foundation/clock';
import type { Transport } from '../foundation/transport';
import { redactWords } from './endpointWords';
import type { TokenGrant } from './tokenGrant';

/** The transport, with a line in the audit trail for each request of one renewal: never the grant, never the token. */
export function auditedTransport(
	transport: Transport,
	grant: TokenGrant,
	{ clock, audit }: { readonly clock: Clock; readonly audit: Audit },
): Transport {
	let attempt = 0;
	return {
		exchange: async (request, ...rest) => {
			const startedAt = clock.now();
			const outcome = await transport.exchange(request, ...rest);
			const { host, pathname } = new URL(request.url);
			audit({
				method: request.method,
				path: `${host}${pathname}`,
				attempt: ++attempt,
				result: outcome.kind === 'answer' ? outcome.status : outcome.cause,
				durationMs: Math.round(clock.now() - startedAt),
				requestId:
					outcome.kind === 'answer'
						? redactWords(outcome.headers['x-request-id'], grant) || undefined
						: undefined,
				externalRefID: undefined,
			});
			return outcome;
		},
		close: async () => await transport.close(),
	};
}
