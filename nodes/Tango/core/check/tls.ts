import type { CertificateFacts, ProbeResult } from '../foundation/probe';
import type { CheckParts } from './parts';
import { failed, ok, warning, type CheckFacts, type CheckRow } from './row';

/** Certificates are replaced some weeks before their end; nearer than this somebody has forgotten it. */
const DAYS_LEFT_WARNING = 14;
const DAY_MS = 24 * 60 * 60_000;

/** Rows name so many host names of a certificate; some have a thousand. */
const MAX_NAMES_LENGTH = 200;

/** The connection to one host: whether it is safe, who vouches for the server, and for how long. */
export function tlsRow(url: URL, probed: ProbeResult, { clock, toError, explain }: CheckParts): CheckRow {
	const facts = { host: url.host, hostname: url.hostname, ...certificateFacts(probed.chain, clock.unix()) };
	if (probed.kind === 'failed') {
		const first = shown(probed.chain);
		return failed('TLS', toError(probed.failure), explain, { first, facts });
	}
	const { protocol, cipher, connectMs, tlsMs } = probed;
	const all = { ...facts, protocol, cipher, connectMs, tlsMs };
	const { daysLeft = Infinity, issuer = 'an unknown authority' } = facts;
	if (daysLeft < DAYS_LEFT_WARNING) {
		const message = `The connection to ${url.host} is safe, but its certificate ends in ${days(daysLeft)}`;
		const mend = `Nothing to do for Tango’s own certificate, which Tango replaces. If ${issuer} belongs to your company, tell your network team.`;
		return warning('TLS', message, mend, all);
	}
	return ok(
		'TLS',
		`The connection to ${url.host} is safe (${protocol}); ${issuer} vouches for the server for ${days(daysLeft)} more`,
		all,
	);
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

interface LeafFacts extends CheckFacts {
	readonly issuer?: string;
	readonly daysLeft?: number;
}

function certificateFacts(chain: readonly CertificateFacts[], now: number): LeafFacts {
	const [leaf] = chain;
	if (!leaf) return {};
	return {
		issuer: leaf.issuer,
		chain: chain.map(({ subject }) => subject),
		names: leaf.names.slice(0, MAX_NAMES_LENGTH),
		validTo: new Date(leaf.validTo).toISOString(),
		daysLeft: Math.floor((leaf.validTo - now) / DAY_MS),
	};
}

/** What the server showed before it was turned down: an unknown issuer is mostly the inspecting proxy's name. */
function shown([leaf]: readonly CertificateFacts[]): string | undefined {
	return leaf && `The server showed a certificate for “${leaf.subject}”, issued by “${leaf.issuer}”.`;
}
