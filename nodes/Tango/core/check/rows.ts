import type { ProbeResult } from '../foundation/probe';
import type { TangoError } from '../foundation/errors';
import { apiRow } from './api';
import { authenticationRow } from './authentication';
import { clockRow } from './clock';
import { caCertificatesRow, environmentRow, forwardedForRow } from './environment';
import { latencyRow } from './latency';
import type { CheckParts } from './parts';
import { refusalCause } from './refusal';
import { failed, waitsFor, type CheckName, type CheckRow, type Explain } from './row';
import { sharedPaceRow } from './sharedPace';
import { talkToTango } from './talk';
import { checkWay } from './way';

/**
 * Looks at everything between this machine and Tango, from the settings to one answer, in the order in which a
 * person mends it. What depends on a failed check is skipped and says so. Spends nothing. Never throws for trouble
 * with the network or with Tango: the rows are the result.
 */
export async function checkRows(parts: CheckParts): Promise<CheckRow[]> {
	const { settings } = parts;
	const hosts =
		settings.auth.kind === 'oauth2' ? [settings.apiUrl, settings.auth.tokenUrl] : [settings.apiUrl];
	const ways = await Promise.all(distinct(hosts).map(async (url) => await checkWay(url, parts)));
	const before = [environmentRow(settings), caCertificatesRow(settings), ...ways.flatMap(({ rows }) => rows)];
	const obstacle = before.find(({ status }) => status === 'failed');
	const after = obstacle ? notTalked(parts, obstacle) : await talkRows(parts, ways[0]?.probed);
	return [...before, ...after, sharedPaceRow(await parts.sharedPace())];
}

/** What is left to say when a field of the credential cannot be used: nothing was sent. */
export function unusableSettingsRows(error: TangoError, explain: Explain): CheckRow[] {
	const broken = failed('Environment', error, explain);
	const later: CheckName[] = [
		'CA Certificates',
		'Proxy',
		'DNS',
		'TLS',
		'Clock',
		'X-Forwarded-For',
		'Authentication',
		'Tango API',
		'Latency',
		'Shared Pace',
	];
	return [broken, ...later.map((check) => waitsFor(check, broken))];
}

function notTalked({ settings }: CheckParts, obstacle: CheckRow): CheckRow[] {
	return [
		waitsFor('Clock', obstacle),
		forwardedForRow(settings),
		waitsFor('Authentication', obstacle),
		waitsFor('Tango API', obstacle),
		waitsFor('Latency', obstacle),
	];
}

async function talkRows(parts: CheckParts, probed: ProbeResult | undefined): Promise<CheckRow[]> {
	const talk = await talkToTango(parts);
	const { settings, answers } = parts;
	const answer = answers.findLast(({ url }) => url.pathname.startsWith(settings.apiUrl.pathname));
	const error = talk.tokenError ?? talk.callError;
	const refusal = error && refusalCause(error, { settings, probed, answer: answers.at(-1) });
	const authentication = authenticationRow(parts, talk, refusal);
	return [
		clockRow(answers),
		forwardedForRow(settings),
		authentication,
		apiRow(parts, talk, refusal, authentication),
		latencyRow(probed, answer),
	];
}

/** A gateway may serve both addresses from one host. */
function distinct(urls: readonly URL[]): URL[] {
	return urls.filter((url, index) => urls.findIndex(({ host }) => host === url.host) === index);
}
