import fc from 'fast-check';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import type { Tango } from '../../../nodes/Tango/core/connection/tango.ts';
import type { SharedPaceState } from '../../../nodes/Tango/core/limit/sharedPace.ts';
import { credentialTypeOf, readSettings } from '../../../nodes/Tango/n8n/credential/readSettings.ts';
import { credentialHints } from '../../../nodes/Tango/n8n/credential/hints.ts';
import { automaticReferenceParts } from '../../../nodes/Tango/n8n/run/itemIdentity.ts';
import { dataObject, pick } from '../../../nodes/Tango/n8n/run/output.ts';
import { workInPool } from '../../../nodes/Tango/n8n/run/pool.ts';
import { callOptions } from '../../../nodes/Tango/n8n/fields/requestOptions.ts';
import { execution } from '../support/node.ts';
import { standIn } from '../support/standIn.ts';

describe('workInPool', () => {
	/** Works on numbers, each held until `release`, and remembers the order of starts. */
	function setUp(
		count: number,
		concurrency: number,
		verdict: (entry: number) => 'goOn' | 'stop' = () => 'goOn',
	) {
		const started: number[] = [];
		const open = new Map<number, () => void>();
		const entries = Array.from({ length: count }, (_, index) => index);
		let isDone = false;
		const done = workInPool(entries, concurrency, async (entry) => {
			started.push(entry);
			await new Promise<void>((resolve) => open.set(entry, resolve));
			return verdict(entry);
		}).then(() => (isDone = true));
		const release = async (entry: number) => {
			open.get(entry)?.();
			open.delete(entry);
			for (let hop = 0; hop < 5; hop++) await Promise.resolve();
		};
		return { started, open, done, release, isDone: () => isDone };
	}

	it('begins in order, and the next one as soon as any is done', async () => {
		const { started, release } = setUp(5, 2);
		expect(started).toEqual([0, 1]);
		await release(1);
		expect(started).toEqual([0, 1, 2]);
		await release(0);
		await release(2);
		expect(started).toEqual([0, 1, 2, 3, 4]);
	});

	it('begins nothing after a stop, and waits for those under way', async () => {
		const { started, release, done, isDone } = setUp(5, 2, (entry) => (entry === 0 ? 'stop' : 'goOn'));
		await release(0);
		expect([started, isDone()]).toEqual([[0, 1], false]);
		await release(1);
		await done;
		expect(started).toEqual([0, 1]);
	});

	it('ends at once when there is nothing to do', async () => {
		await workInPool([], 4, async () => 'goOn');
	});

	it('never works on more than allowed, and on each entry exactly once', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.integer({ min: 0, max: 20 }),
				fc.integer({ min: 1, max: 6 }),
				async (scheduler, count, concurrency) => {
					const started: number[] = [];
					let [running, most] = [0, 0];
					const entries = Array.from({ length: count }, (_, index) => index);
					const done = workInPool(entries, concurrency, async (entry) => {
						started.push(entry);
						most = Math.max(most, ++running);
						await scheduler.schedule(Promise.resolve());
						running -= 1;
						return 'goOn';
					});
					await scheduler.waitFor(done);
					expect(started).toEqual(entries);
					expect(most).toBe(Math.min(count, concurrency));
				},
			),
		);
	});
});

describe('readSettings', () => {
	it('reads a Basic credential', () => {
		const data = {
			environment: 'custom',
			baseUrl: 'https://gateway.example.test',
			platformName: 'acme',
			apiKey: 'k1',
			secondaryApiKey: 'k2',
			caCertificates: 'PEM',
			forwardedFor: '203.0.113.42',
			requestsPerSecond: 3,
			readsPerSecond: 10,
			platform: 'Acme Rewards',
			sharedPace: 'redis',
			redisUrl: 'redis://127.0.0.1',
			credentialsIssuedOn: '2026-01-01',
		};
		expect(readSettings('tangoApi', data)).toEqual({
			environment: 'custom',
			baseUrl: 'https://gateway.example.test',
			caCertificates: 'PEM',
			forwardedFor: '203.0.113.42',
			requestsPerSecond: 3,
			readsPerSecond: 10,
			platform: 'Acme Rewards',
			sharedPace: 'redis',
			redisUrl: 'redis://127.0.0.1',
			auth: { kind: 'basic', platformName: 'acme', apiKey: 'k1', secondaryApiKey: 'k2' },
		});
	});

	it('reads an OAuth2 credential, without the token that n8n keeps in it', () => {
		const data = {
			grantType: 'serviceAccount',
			clientId: 'c',
			clientSecret: 's',
			username: 'u',
			password: 'p',
			accessToken: 't',
		};
		expect(readSettings('tangoOAuth2Api', data)).toEqual({
			environment: 'sandbox',
			baseUrl: '',
			caCertificates: '',
			forwardedFor: '',
			requestsPerSecond: 1,
			sharedPace: 'automatic',
			redisUrl: '',
			auth: {
				kind: 'oauth2',
				grantType: 'serviceAccount',
				clientId: 'c',
				clientSecret: 's',
				username: 'u',
				password: 'p',
				tokenUrl: '',
				audience: 'https://api.tangocard.com/',
				scope: 'raas.all',
				dpop: false,
			},
		});
	});

	it('uses a service account unless told otherwise, as every client made since May 2025 needs one', () => {
		const account = { username: 'u', password: 'p' };
		expect(readSettings('tangoOAuth2Api', account).auth).toMatchObject({ grantType: 'serviceAccount' });
		expect(readSettings('tangoOAuth2Api', { ...account, grantType: 'clientCredentials' }).auth).toMatchObject(
			{ grantType: 'clientCredentials' },
		);
	});

	// n8n stores no value that is the default, and fills in today's default: so reads a credential that was made
	// while Client Credentials was the default.
	it.each<ICredentialDataDecryptedObject>([
		{},
		{ grantType: 'serviceAccount' },
		{ grantType: 'serviceAccount', username: '', password: ' ' },
	])('goes on with client ID and secret where there is no service account at all: %j', (stored) => {
		expect(readSettings('tangoOAuth2Api', stored).auth).toMatchObject({ grantType: 'clientCredentials' });
	});

	it.each<ICredentialDataDecryptedObject>([{ username: 'u' }, { password: 'p' }])(
		'leaves half a service account to be refused by the name of the empty field: %j',
		(half) => {
			expect(readSettings('tangoOAuth2Api', half).auth).toMatchObject({ grantType: 'serviceAccount' });
		},
	);

	it.each<ICredentialDataDecryptedObject>([{}, { readsPerSecond: '' }, { readsPerSecond: ' ' }])(
		'has one pace for all where Reads per Second is empty: %j',
		(data) => {
			expect(readSettings('tangoApi', data)).toMatchObject({ readsPerSecond: undefined });
		},
	);

	it.each([
		['2.5', 2.5],
		[4, 4],
		[0, 0],
		['many', Number.NaN],
	])('reads %j in Reads per Second as %f, for the core to judge', (readsPerSecond, read) => {
		expect(readSettings('tangoApi', { readsPerSecond })).toMatchObject({ readsPerSecond: read });
	});

	it('goes to the sandbox once a second unless told otherwise: a forgotten field must not cost money', () => {
		expect(readSettings('tangoApi', {})).toMatchObject({ environment: 'sandbox', requestsPerSecond: 1 });
		expect(readSettings('tangoApi', { requestsPerSecond: '' })).toMatchObject({ requestsPerSecond: 1 });
		expect(readSettings('tangoApi', { requestsPerSecond: '2.5' })).toMatchObject({ requestsPerSecond: 2.5 });
	});

	it.each<[string, ICredentialDataDecryptedObject]>([
		['environment', { environment: 'staging' }],
		['requestsPerSecond', { requestsPerSecond: 'many' }],
		['readsPerSecond', { readsPerSecond: true }],
		['platform', { platform: 7 }],
		['apiKey', { apiKey: 7 }],
	])('names the field of another kind: %s', (field, data) => {
		expect(() => readSettings('tangoApi', data)).toThrow(
			expect.objectContaining({
				code: 'INVALID_CREDENTIALS_FIELD',
				facts: { field, problem: 'is not of the right kind' },
			}),
		);
	});

	it.each([
		['oAuth2', 'tangoOAuth2Api'],
		['basicAuth', 'tangoApi'],
		[undefined, 'tangoApi'],
	])('the authentication %j uses the credential %s', (authentication, type) => {
		expect(credentialTypeOf(authentication)).toBe(type);
	});
});

describe('callOptions', () => {
	it('holds an attempt for 15 s, five times, within two minutes, with the credential’s forwarded address', () => {
		expect(callOptions({ forwardedFor: '203.0.113.42' }, {})).toEqual({
			responseTimeoutMs: 15_000,
			maxAttempts: 5,
			totalTimeoutMs: 120_000,
			forwardedFor: '203.0.113.42',
			signal: undefined,
			audit: undefined,
		});
	});

	it('takes the node’s options before all that', () => {
		const options = { timeout: 20, maxAttempts: 1, totalTimeout: 60, forwardedFor: '198.51.100.1' };
		expect(callOptions({ forwardedFor: '203.0.113.42' }, options)).toMatchObject({
			responseTimeoutMs: 20_000,
			maxAttempts: 1,
			totalTimeoutMs: 60_000,
			forwardedFor: '198.51.100.1',
		});
	});

	it('sends no forwarded address where the node’s option says none, whatever the credential has', () => {
		expect(
			callOptions({ forwardedFor: '203.0.113.42' }, { forwardedFor: null }).forwardedFor,
		).toBeUndefined();
	});
});

describe('credentialHints', () => {
	const NOW = Date.UTC(2026, 10, 22);
	const hints = (
		data: ICredentialDataDecryptedObject,
		accepted: ReturnType<Tango['lastAccepted']> = 'apiKey',
		warnings: readonly string[] = [],
		pace: SharedPaceState = { kind: 'shared', whose: 'n8n', processes: 3 },
	) => {
		const tango = {
			lastAccepted: () => accepted,
			caCertificateWarnings: () => warnings,
			sharedPace: { state: () => pace, look: async () => pace },
		};
		return credentialHints(data, standIn<Tango>(tango), NOW);
	};

	it.each([undefined, '', 'soon', '2026-11-22', '2026-05-23T00:00:00Z', '2027-01-01'])(
		'has none for a key issued on %j',
		(date) => {
			expect(hints(date === undefined ? {} : { credentialsIssuedOn: date })).toEqual([]);
		},
	);

	it('reminds of a key older than six months, with its age', () => {
		expect(hints({ credentialsIssuedOn: '2026-05-22T00:00:00Z' })).toEqual([
			expect.stringContaining('was issued 184 days ago'),
		]);
	});

	it('says when the second key was needed', () => {
		expect(hints({}, 'secondaryApiKey')).toEqual([expect.stringContaining('accepted the Secondary API Key')]);
		expect(hints({}, 'token')).toEqual([]);
	});

	it.each(['n8n', 'credential'] as const)(
		'says that the pace was not shared: the Redis of %s was away',
		(whose) => {
			const [hint, ...more] = hints({}, 'apiKey', [], { kind: 'away', whose, cause: 'ECONNREFUSED' });
			expect(hint).toMatch(
				/Redis .*gave no answer, so the pace could not be shared.*a share of Requests per Second/,
			);
			expect(more).toEqual([]);
		},
	);

	it('names every certificate that will not do, and who has a better one', () => {
		const warnings = ['certificate 1 expired on 2026-01-02', 'certificate 3 is not a certificate authority'];
		expect(hints({}, 'apiKey', warnings)).toEqual([
			expect.stringMatching(
				/CA Certificates in the Tango credential: certificate 1 expired on 2026-01-02; certificate 3 is not a certificate authority\. Ask your network team/,
			),
		]);
	});
});

describe('automaticReferenceParts', () => {
	it('keeps what identifies the first execution in the node’s context, so that "Retry execution" finds the same', () => {
		const context = {};
		const first = automaticReferenceParts(execution({ context, executionId: '7' }))(0);
		const retry = automaticReferenceParts(execution({ context, executionId: '8', mode: 'retry' }))(0);
		expect(retry).toEqual(first);
		expect(Object.keys(context)).toEqual(['tangoReferenceAnchor']);
	});

	it('stays the same in a retry with a node that was replaced under its old name', () => {
		const context = {};
		const first = automaticReferenceParts(execution({ context }))(0);
		const retry = automaticReferenceParts(execution({ context, nodeId: 'copy', mode: 'retry' }))(0);
		expect(retry).toEqual(first);
	});

	it('is the same when the engine runs the node again (Retry On Fail)', () => {
		const facts = { context: {}, executionId: '7' };
		expect(automaticReferenceParts(execution(facts))(1)).toEqual(
			automaticReferenceParts(execution(facts))(1),
		);
	});

	it('differs in another execution, another run of a loop and for another item', () => {
		const key = (facts: Parameters<typeof execution>[0], item = 0) =>
			automaticReferenceParts(execution(facts))(item).join(' ');
		const keys = [
			key({}),
			key({ executionId: '8' }),
			key({ runIndex: 1 }),
			key({}, 1),
			key({ workflowId: 'other' }),
			key({ nodeId: 'other' }),
			// Another installation counts its executions from 1 as well, and so does this one with a new database.
			key({ instanceId: 'other' }),
			key({ establishedAt: 2_000 }),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('refuses a retry that no longer knows the first run: it would pay everything again', () => {
		expect(() => automaticReferenceParts(execution({ mode: 'retry' }))(0)).toThrow(
			expect.objectContaining({
				code: 'INVALID_INPUT',
				facts: expect.objectContaining({ field: 'referenceSource' }),
			}),
		);
	});

	it('refuses a run without a number, whose rewards would all be one', () => {
		expect(() => automaticReferenceParts(execution({ executionId: '' }))(0)).toThrow(
			expect.objectContaining({
				code: 'INVALID_INPUT',
				facts: expect.objectContaining({ field: 'referenceSource' }),
			}),
		);
	});

	it('touches nothing until an item asks', () => {
		const context = {};
		automaticReferenceParts(execution({ context, mode: 'retry' }));
		expect(context).toEqual({});
	});
});

describe('output', () => {
	it('keeps what JSON can hold, and nothing else', () => {
		const record = { a: 'x', b: 0, c: false, d: null, e: [1], f: { g: 1 }, h: undefined, i: () => 1, j: 1n };
		expect(dataObject(record)).toEqual({ a: 'x', b: 0, c: false, d: null, e: [1], f: { g: 1 } });
	});

	it('picks fields in the order of the names, and leaves out those that are not there', () => {
		expect(Object.keys(pick({ b: 1, a: 2, c: 3 }, ['a', 'b', 'd']))).toEqual(['a', 'b']);
	});
});
