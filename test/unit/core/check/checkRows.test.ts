import { describe, expect, it } from 'vitest';
import { checkRows } from '../../../../nodes/Tango/core/check/rows.ts';
import type { CheckParts } from '../../../../nodes/Tango/core/check/parts.ts';
import type { CheckName, CheckRow } from '../../../../nodes/Tango/core/check/row.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { Failure, FailureCause } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import type { SharedPaceState } from '../../../../nodes/Tango/core/limit/sharedPace.ts';
import type { ProbeResult } from '../../../../nodes/Tango/core/foundation/probe.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

const clock = createFakeClock();
const NOW = clock.unix();
const DAY_MS = 86_400_000;
const API = new URL('https://api.example.test/raas/v2');
const TOKEN = new URL('https://auth.example.test/oauth/token');

const certificate = (daysLeft: number) => ({
	subject: 'api.example.test',
	issuer: 'Example CA',
	names: 'DNS:api.example.test',
	validTo: NOW + daysLeft * DAY_MS,
});
const root = { subject: 'Example CA', issuer: 'Example CA', names: '', validTo: NOW + 900 * DAY_MS };

function connected(daysLeft = 90): ProbeResult {
	return {
		kind: 'connected',
		connectMs: 20,
		tlsMs: 30,
		protocol: 'TLSv1.3',
		cipher: 'TLS_AES_256_GCM_SHA384',
		chain: [certificate(daysLeft), root],
	};
}

const failure = (cause: FailureCause, detail = 'TEST'): Failure => ({
	kind: 'failure',
	phase: 'notSent',
	cause,
	detail,
});

interface Changes extends Omit<Partial<CheckParts>, 'settings' | 'probe'> {
	readonly settings?: Partial<CheckParts['settings']>;
	readonly probe?: Partial<CheckParts['probe']>;
}

const answered = (headers: Record<string, string> = {}, status = 200, url = API) =>
	({
		url,
		answer: { kind: 'answer', status, headers: { date: new Date(NOW).toUTCString(), ...headers }, body: '' },
		arrivedAt: NOW,
		answerMs: 120,
	}) as const;

/** A sound connection, except for what a test changes. */
function parts({ settings, probe, ...changes }: Changes = {}): CheckParts {
	return {
		settings: {
			environment: 'sandbox',
			apiUrl: API,
			caCertificates: { count: 0, warnings: [] },
			forwardedFor: undefined,
			auth: { kind: 'basic' },
			...settings,
		},
		probe: {
			proxyFor: () => ({ kind: 'none' }),
			lookUp: async () => ({ kind: 'addresses', addresses: ['203.0.113.1', '203.0.113.2'] }),
			connect: async () => connected(),
			...probe,
		},
		authorize: async () => {},
		callTango: async () => ({ attempts: 1, requestId: 'request-1' }),
		lastAccepted: () => 'apiKey',
		sharedPace: async () => ({ kind: 'alone', because: 'oneProcess' }),
		answers: [answered()],
		toError: ({ cause, detail }) => new TangoError('NOT_SENT', { reason: cause, detail }),
		explain: ({ code, facts }) => ({
			message: `words for ${code}`,
			description: `mend ${facts.detail ?? ''}`,
		}),
		clock,
		...changes,
	};
}

const oauth2 = {
	kind: 'oauth2',
	tokenUrl: TOKEN,
	grantType: 'serviceAccount',
	audience: 'https://api.tangocard.com/',
	scope: 'raas.all',
} as const;

function named(rows: readonly CheckRow[], check: CheckName): CheckRow {
	const row = rows.find((one) => one.check === check);
	if (!row) throw new Error(`no row ${check}`);
	return row;
}

const rowOf = async (check: CheckName, changes: Changes) => named(await checkRows(parts(changes)), check);
const statuses = (rows: readonly CheckRow[]) => rows.map(({ check, status }) => `${check}: ${status}`);

const refused = (error: TangoError): Changes => ({
	callTango: async () => {
		throw error;
	},
});

describe('a connection without fault', () => {
	it('gives one row per check, in the order in which a person mends it', async () => {
		expect(statuses(await checkRows(parts()))).toEqual([
			'Environment: ok',
			'CA Certificates: ok',
			'Proxy: ok',
			'DNS: ok',
			'TLS: ok',
			'Clock: ok',
			'X-Forwarded-For: ok',
			'Authentication: ok',
			'Tango API: ok',
			'Latency: ok',
			'Shared Pace: ok',
		]);
	});

	it('gives proxy, DNS and TLS for both hosts of OAuth2', async () => {
		const rows = await checkRows(parts({ settings: { auth: oauth2 }, authorize: async () => {} }));
		for (const check of ['Proxy', 'DNS', 'TLS']) {
			const hosts = rows.filter((row) => row.check === check).map(({ facts }) => facts.host);
			expect(hosts).toEqual(['api.example.test', 'auth.example.test']);
		}
		expect(rows.every(({ status }) => status === 'ok')).toBe(true);
	});

	it('looks at a host only once when it serves both addresses', async () => {
		const tokenUrl = new URL('/oauth/token', API);
		const rows = await checkRows(parts({ settings: { auth: { ...oauth2, tokenUrl } } }));
		expect(rows.filter(({ check }) => check === 'TLS')).toHaveLength(1);
	});

	it('tells what was found', async () => {
		const rows = await checkRows(parts({ settings: { forwardedFor: '203.0.113.42' } }));
		expect(named(rows, 'Environment').facts).toMatchObject({ environment: 'sandbox', host: API.host });
		expect(named(rows, 'DNS').facts.addresses).toEqual(['203.0.113.1', '203.0.113.2']);
		expect(named(rows, 'TLS').facts).toEqual({
			host: 'api.example.test',
			hostname: 'api.example.test',
			issuer: 'Example CA',
			chain: ['api.example.test', 'Example CA'],
			names: 'DNS:api.example.test',
			validTo: '2027-02-20T00:00:00.000Z',
			daysLeft: 90,
			protocol: 'TLSv1.3',
			cipher: 'TLS_AES_256_GCM_SHA384',
			connectMs: 20,
			tlsMs: 30,
		});
		expect(named(rows, 'X-Forwarded-For').facts).toEqual({ forwardedFor: '203.0.113.42' });
		expect(named(rows, 'Latency').facts).toMatchObject({ latencyMs: 120, connectMs: 20, tlsMs: 30 });
	});

	it('says that no X-Forwarded-For is sent', async () => {
		expect(await rowOf('X-Forwarded-For', {})).toMatchObject({ message: 'This node sends no such header' });
	});
});

describe('warnings', () => {
	it.each([
		[14, 'ok'],
		[13, 'warning'],
	])('a certificate with %i days left is %s', async (days, status) => {
		const row = await rowOf('TLS', { probe: { connect: async () => connected(days) } });
		expect(row).toMatchObject({ status, facts: { daysLeft: days } });
	});

	it('odd CA certificates are named', async () => {
		const caCertificates = { count: 2, warnings: ['certificate 1 expired on 2026-01-31'] };
		const row = await rowOf('CA Certificates', { settings: { caCertificates } });
		expect(row).toMatchObject({
			status: 'warning',
			message: 'In CA Certificates certificate 1 expired on 2026-01-31',
			facts: { certificates: 2 },
		});
	});

	it.each([
		[60, 'ok', 'agrees with'],
		[-60, 'ok', 'agrees with'],
		[61, 'warning', '1 minute ahead of'],
		[-3_600, 'warning', '60 minutes behind'],
		[86_400, 'warning', '24 hours ahead of'],
	])('a clock that is %i s ahead is %s', async (seconds, status, words) => {
		const date = new Date(NOW - seconds * 1000).toUTCString();
		const row = await rowOf('Clock', { answers: [answered({ date })] });
		expect(row).toMatchObject({ status, facts: { skewSeconds: seconds } });
		expect(row.message).toContain(words);
	});

	it('a clock cannot be compared with an answer that tells no time', async () => {
		const row = await rowOf('Clock', { answers: [answered({ date: 'soon' })] });
		expect(row.status).toBe('skipped');
	});

	it('the Secondary API Key was needed', async () => {
		const row = await rowOf('Authentication', { lastAccepted: () => 'secondaryApiKey' });
		expect(row).toMatchObject({
			status: 'warning',
			message: 'Tango accepts the Secondary API Key, but not the API Key',
			mend: 'Put the new key into API Key and empty Secondary API Key.',
		});
	});

	it('Tango is slow', async () => {
		const row = await rowOf('Latency', { answers: [{ ...answered(), answerMs: 4_960 }] });
		expect(row.status).toBe('warning');
	});
});

describe('a proxy', () => {
	it('is told by host and port, and only its own name is looked up', async () => {
		const asked: string[] = [];
		const rows = await checkRows(
			parts({
				probe: {
					proxyFor: () => ({ kind: 'used', address: 'proxy.corp:3128', hostname: 'proxy.corp' }),
					lookUp: async (hostname) => {
						asked.push(hostname);
						return { kind: 'addresses', addresses: ['10.0.0.1'] };
					},
				},
			}),
		);
		expect(asked).toEqual(['proxy.corp']);
		expect(named(rows, 'Proxy').facts.proxy).toBe('proxy.corp:3128');
		expect(named(rows, 'DNS').message).toBe('The proxy, proxy.corp, is at 10.0.0.1');
	});

	it('that NO_PROXY goes around is named as such', async () => {
		const row = await rowOf('Proxy', {
			probe: { proxyFor: () => ({ kind: 'exempt', address: 'proxy.corp:3128' }) },
		});
		expect(row).toMatchObject({ status: 'ok', facts: { proxy: 'none' } });
		expect(row.message).toContain('NO_PROXY names api.example.test');
	});

	it('whose variable is unusable fails, and nothing is tried', async () => {
		const rows = await checkRows(
			parts({ probe: { proxyFor: () => ({ kind: 'unusable', detail: 'ERR_PROXY_PROTOCOL' }) } }),
		);
		expect(statuses(rows).slice(2)).toEqual([
			'Proxy: failed',
			'DNS: skipped',
			'TLS: skipped',
			'Clock: skipped',
			'X-Forwarded-For: ok',
			'Authentication: skipped',
			'Tango API: skipped',
			'Latency: skipped',
			'Shared Pace: ok',
		]);
		expect(named(rows, 'DNS').message).toBe('Not checked: mend “Proxy” first');
	});
});

describe('trouble on the way', () => {
	it('an unknown name fails DNS, says which name, and skips what depends on it', async () => {
		const rows = await checkRows(
			parts({ probe: { lookUp: async () => failure('dns', 'ENOTFOUND') }, ...neverCalled() }),
		);
		expect(statuses(rows).slice(3)).toEqual([
			'DNS: failed',
			'TLS: skipped',
			'Clock: skipped',
			'X-Forwarded-For: ok',
			'Authentication: skipped',
			'Tango API: skipped',
			'Latency: skipped',
			'Shared Pace: ok',
		]);
		expect(named(rows, 'DNS').mend).toBe('This machine cannot look up api.example.test. mend ENOTFOUND');
		expect(named(rows, 'Latency').message).toBe('Not checked: mend “DNS” first');
	});

	it('an untrusted server fails TLS, with what it showed, and no request leaves', async () => {
		const rows = await checkRows(
			parts({
				probe: {
					connect: async () => ({
						kind: 'failed',
						failure: failure('certificate', 'SELF_SIGNED_CERT_IN_CHAIN'),
						chain: [{ ...certificate(90), issuer: 'Corp Inspection CA' }],
					}),
				},
				...neverCalled(),
			}),
		);
		const row = named(rows, 'TLS');
		expect(row).toMatchObject({
			status: 'failed',
			message: 'words for NOT_SENT',
			facts: { issuer: 'Corp Inspection CA', daysLeft: 90 },
		});
		expect(row.mend).toBe(
			'The server showed a certificate for “api.example.test”, issued by “Corp Inspection CA”. mend SELF_SIGNED_CERT_IN_CHAIN',
		);
		expect(named(rows, 'Tango API').status).toBe('skipped');
	});

	it('a token host that cannot be reached keeps the request from leaving too', async () => {
		const rows = await checkRows(
			parts({
				settings: { auth: oauth2 },
				probe: {
					connect: async ({ host }) =>
						host === API.host
							? connected()
							: { kind: 'failed', failure: failure('refused', 'ECONNREFUSED'), chain: [] },
				},
				...neverCalled(),
			}),
		);
		expect(rows.filter(({ check }) => check === 'TLS').map(({ status }) => status)).toEqual(['ok', 'failed']);
		expect(named(rows, 'Authentication').status).toBe('skipped');
	});
});

/** For checks that must stop before anything is sent. */
function neverCalled(): Pick<CheckParts, 'authorize' | 'callTango'> {
	const sent = async (): Promise<never> => {
		throw new Error('a request left');
	};
	return { authorize: sent, callTango: sent };
}

describe('authentication', () => {
	it('a refused token fails with the grant, and Tango is not asked', async () => {
		const rows = await checkRows(
			parts({
				...neverCalled(),
				settings: { auth: oauth2 },
				authorize: async () => {
					throw new TangoError('TOKEN_REFUSED', { status: 401, detail: 'access_denied' });
				},
			}),
		);
		expect(named(rows, 'Authentication')).toMatchObject({
			status: 'failed',
			message: 'words for TOKEN_REFUSED',
			facts: { grantType: 'serviceAccount', scope: 'raas.all', tokenHost: TOKEN.host, httpStatus: 401 },
		});
		expect(named(rows, 'Tango API').message).toBe('Not checked: mend “Authentication” first');
	});

	it('a new token is told with its life, and nothing else of its answer', async () => {
		const token = answered({}, 200, TOKEN);
		const body = '{"access_token":"fake-token","expires_in":86400}';
		const answers = [{ ...token, answer: { ...token.answer, body } }, answered()];
		const rows = await checkRows(
			parts({
				settings: { auth: oauth2 },
				authorize: async () => {},
				lastAccepted: () => 'token',
				answers,
			}),
		);
		expect(named(rows, 'Authentication')).toMatchObject({
			status: 'ok',
			facts: { accepted: 'token', tokenLifetimeSeconds: 86_400 },
		});
		expect(JSON.stringify(rows)).not.toContain('fake-token');
	});

	it.each([
		[
			'sandbox',
			'It was tried at api.example.test (Environment: Sandbox); a credential made in Production works only there.',
		],
		[
			'production',
			'It was tried at api.example.test (Environment: Production); a credential made in Sandbox works only there.',
		],
		['custom', 'It was tried at api.example.test (Environment: Custom).'],
	] as const)('a refused key names the environment it was tried in: %s', async (environment, words) => {
		const row = await rowOf('Authentication', {
			settings: { environment },
			...refused(new TangoError('AUTHENTICATION_REFUSED', { status: 401, requestId: 'request-9' })),
		});
		expect(row).toMatchObject({
			status: 'failed',
			facts: { cause: 'credential', httpStatus: 401, requestId: 'request-9' },
		});
		expect(row.mend).toContain(words);
	});

	it('is not judged by an answer that does not speak of it', async () => {
		const row = await rowOf('Authentication', refused(new TangoError('UNAVAILABLE', { status: 503 })));
		expect(row.status).toBe('skipped');
	});
});

describe('a 403', () => {
	const permission = (i18nKey?: string) => new TangoError('PERMISSION_REFUSED', { status: 403, i18nKey });

	it.each<[string, Changes, string, string]>([
		[
			'the load balancer',
			refused(new TangoError('BLOCKED_BY_LOAD_BALANCER', { status: 403 })),
			'loadBalancer',
			'mend',
		],
		[
			'an inspecting proxy, with the issuer of its certificate',
			{
				...refused(new TangoError('PROXY', { status: 403 })),
				answers: [answered({ 'content-type': 'text/html; charset=utf-8' }, 403)],
			},
			'webPage',
			'The certificate of this connection was issued by “Example CA”.',
		],
		['browser-like headers', refused(permission('403.001')), 'browserLike', 'mend'],
		['a rule against this platform', refused(permission('403.020')), 'permission', 'mend'],
		[
			'a token that is withdrawn or of the other environment',
			{ settings: { auth: oauth2 }, ...refused(permission()) },
			'tokenOrPermission',
			'a credential made in Production works only there',
		],
	])('of %s is told as such', async (_name, changes, cause, words) => {
		const rows = await checkRows(parts(changes));
		const row = named(rows, 'Tango API');
		expect(row).toMatchObject({ status: 'failed', facts: { cause, httpStatus: 403 } });
		expect(row.mend).toContain(words);
		expect(named(rows, 'Authentication').status).toBe('skipped');
	});

	it('that calls the credential invalid fails the authentication', async () => {
		const rows = await checkRows(parts(refused(permission('403.015'))));
		expect(named(rows, 'Authentication')).toMatchObject({ status: 'failed', facts: { cause: 'credential' } });
		expect(named(rows, 'Tango API').status).toBe('skipped');
	});
});

describe('an answer that is none', () => {
	it('a web page with status 200 is told as such', async () => {
		const row = await rowOf('Tango API', {
			...refused(new TangoError('UNAVAILABLE', { status: 200 })),
			answers: [answered({ 'content-type': 'text/html' })],
		});
		expect(row).toMatchObject({ status: 'failed', facts: { cause: 'webPage' } });
	});

	it('a redirect is told by its host, without the rest of the address', async () => {
		const row = await rowOf('Tango API', {
			...refused(new TangoError('REJECTED', { status: 302 })),
			answers: [answered({ location: 'https://login.corp.test/?token=fake-secret' }, 302)],
		});
		expect(row.mend).toContain('to login.corp.test.');
		expect(JSON.stringify(row)).not.toContain('fake-secret');
	});

	it('a mistake of ours is no result', async () => {
		const oops = async (): Promise<never> => {
			throw new TypeError('oops');
		};
		await expect(checkRows(parts({ callTango: oops }))).rejects.toThrow('oops');
	});
});

describe('the shared pace', () => {
	it.each<[string, SharedPaceState, string, string]>([
		[
			'is not needed in one process',
			{ kind: 'alone', because: 'oneProcess' },
			'ok',
			'Not needed: this n8n runs',
		],
		[
			'may be off',
			{ kind: 'alone', because: 'off' },
			'ok',
			'Off: Requests per Second holds for each process',
		],
		[
			'is in force',
			{ kind: 'shared', whose: 'n8n', processes: 4 },
			'ok',
			'One pace for all processes, over n8n’s own Redis',
		],
		[
			'is not in force while Redis is away',
			{ kind: 'away', whose: 'credential', cause: 'ECONNREFUSED' },
			'warning',
			'Not in force: the Redis of the credential gave no answer (ECONNREFUSED)',
		],
	])('%s', async (_what, state, status, message) => {
		const row = await rowOf('Shared Pace', { sharedPace: async () => state });
		expect(row).toMatchObject({ status, message: expect.stringContaining(message) });
	});

	it.each<['n8n' | 'credential', string, string]>([
		['credential', 'WRONGPASS', 'Correct user, password or address in Redis URL'],
		['credential', 'TIMEOUT', 'whether Redis URL of the credential is right'],
		['n8n', 'NOPERM', 'must be allowed to run scripts'],
		['n8n', 'ECONNREFUSED', 'whether its Redis runs'],
	])('of %s says how to mend %s, and what holds until then', async (whose, cause, mend) => {
		const row = await rowOf('Shared Pace', { sharedPace: async () => ({ kind: 'away', whose, cause }) });
		expect(row.mend).toContain(mend);
		expect(row.mend).toContain('each process keeps to a share of the pace');
	});
});
