import { checkRows, unusableSettingsRows } from './rows';
import type { CheckedSettings } from './parts';
import { recordAnswers, type RecordedAnswer } from './recorder';
import type { CheckRow, Explain } from './row';
import type { CallOptions } from '../call/client';
import { readAddresses, type ConnectionSettings } from '../connection/settings';
import { ENDPOINTS } from '../api/endpoints';
import { asTangoError, isTangoError, TangoError } from '../foundation/errors';
import { caCertificateWarnings, parseCaCertificates } from '../http/caCertificates';
import type { Failure } from '../foundation/outcome';
import { classify } from '../retry/classify';
import { processDeps, type ProcessDeps, type Surroundings } from '../connection/open';
import { createTango, type Tango, type TangoDeps } from '../connection/tango';

export interface CheckOptions {
	/** Limits of the one request; its X-Forwarded-For when it is not the credential's. */
	readonly call: (tango: Tango) => CallOptions;
	/** The words for an error. */
	readonly explain: Explain;
}

/** Looks at everything between this machine and Tango. */
export async function checkConnection(
	settings: ConnectionSettings,
	options: CheckOptions,
	surroundings: Surroundings = {},
): Promise<CheckRow[]> {
	return await checkWith(settings, options, processDeps(surroundings));
}

/**
 * Checks the connection that these settings make, with the same client as the nodes on sockets of its own.
 * Rejects only for a mistake of ours: bad settings and trouble on the way are rows.
 */
export async function checkWith(
	settings: ConnectionSettings,
	{ call, explain }: CheckOptions,
	deps: ProcessDeps,
): Promise<CheckRow[]> {
	const answers: RecordedAnswer[] = [];
	const opened = open(settings, deps, answers);
	if (isTangoError(opened)) return unusableSettingsRows(opened, explain);
	const { tango, close } = opened;
	// Whoever looks at the connection waits for the answer.
	const options = { ...call(tango), personWaits: true };
	const caCertificates = parseCaCertificates(settings.caCertificates);
	const { clock } = deps;
	try {
		return await checkRows({
			settings: checkedSettings(settings, options.forwardedFor, {
				count: caCertificates.length,
				warnings: caCertificateWarnings(caCertificates, clock.unix()),
			}),
			probe: deps.createProbe(caCertificates),
			authorize: async () => await tango.authorize(options),
			callTango: async () =>
				await tango.send(ENDPOINTS.listCustomers, { query: { paginate: true, maxResults: 1 } }, options),
			lastAccepted: () => tango.lastAccepted(),
			sharedPace: async () => await tango.sharedPace.look(),
			answers,
			toError,
			explain,
			clock,
		});
	} finally {
		await close();
	}
}

/** A connection of its own, so that nothing open already hides what is wrong; pace and token are shared. */
function open(settings: ConnectionSettings, deps: ProcessDeps, answers: RecordedAnswer[]) {
	const closers: Array<() => Promise<void>> = [];
	const createTransport: TangoDeps['createTransport'] = (caCertificates) => {
		const transport = deps.createTransport(caCertificates);
		closers.push(async () => await transport.close());
		return recordAnswers(transport, deps.clock, answers);
	};
	try {
		const tango = createTango(settings, { ...deps, createTransport });
		return {
			tango,
			close: async () => void (await Promise.all(closers.map(async (close) => await close()))),
		};
	} catch (error) {
		return asTangoError(error);
	}
}

function checkedSettings(
	settings: ConnectionSettings,
	forwardedFor: string | undefined,
	caCertificates: CheckedSettings['caCertificates'],
): CheckedSettings {
	const { baseUrl, tokenUrl = '' } = readAddresses(settings);
	const { auth, environment } = settings;
	return {
		environment,
		apiUrl: new URL(baseUrl),
		caCertificates,
		forwardedFor,
		auth:
			auth.kind === 'basic'
				? { kind: 'basic' }
				: {
						kind: 'oauth2',
						tokenUrl: new URL(tokenUrl),
						grantType: auth.grantType,
						audience: auth.audience,
						scope: auth.scope,
					},
	};
}

/** The verdict that the loop would come to, without the attempts. */
function toError(failure: Failure): TangoError {
	const verdict = classify('read', failure);
	const code =
		verdict.do === 'fail' ? verdict.code : verdict.do === 'retry' ? verdict.otherwise : 'UNAVAILABLE';
	return new TangoError(code, { reason: failure.cause, detail: failure.detail });
}
