import { describe, expect, test } from 'vitest';

import { startSandbox } from '../../sandbox/server.ts';
import { BASIC, OAUTH2, sampleCredentials } from '../run/sampleCredentials.ts';
import { hostOfThisFile } from '../run/testHost.ts';
import { byId } from '../run/testWorkflows.ts';
import { openFromList } from './fromList.ts';

const host = hostOfThisFile();

describe('the node panel', () => {
	interface NodeType {
		name: string;
		displayName: string;
		iconUrl?: string | { light: string; dark: string };
	}

	test.each([
		['n8n-nodes-tango.tangoOrders', 'Tango Orders'],
		['n8n-nodes-tango.tangoCustomers', 'Tango Customers'],
		['n8n-nodes-tango.tangoCatalog', 'Tango Catalog'],
	])('offers %s as "%s", with icons that can be fetched', async (name, displayName) => {
		const types = await host.rest.raw<NodeType[]>('GET', '/types/nodes.json');
		const type = types.find((candidate) => candidate.name === name);

		expect(type).toMatchObject({ displayName });
		const icons = typeof type?.iconUrl === 'string' ? [type.iconUrl] : Object.values(type?.iconUrl ?? {});
		expect(icons.length).toBeGreaterThan(0);
		for (const icon of icons) {
			const answer = await fetch(`${host.n8n.url}/${icon}`);
			expect(answer.status).toBe(200);
			expect(answer.headers.get('content-type')).toContain('image/svg+xml');
			await answer.body?.cancel();
		}
	});

	test('offers both credential types', async () => {
		const types = await host.rest.raw<NodeType[]>('GET', '/types/credentials.json');

		expect(types.find(({ name }) => name === 'tangoApi')).toMatchObject({ displayName: 'Tango API' });
		expect(types.find(({ name }) => name === 'tangoOAuth2Api')).toMatchObject({
			displayName: 'Tango OAuth2 API',
		});
	});
});

describe.each([
	{ label: 'Tango API', index: 0, secret: 'apiKey' },
	{ label: 'Tango OAuth2 API', index: 1, secret: 'clientSecret' },
])('the Test button of a $label credential', ({ index, secret }) => {
	const credential = (changes: Record<string, unknown> = {}) => {
		const sample = sampleCredentials(host.sandbox)[index];
		if (sample === undefined) throw new Error('There is no such sample credential');
		const { name, type, data } = sample;
		return { name, type, data: { ...data, ...changes } };
	};

	test('says that the connection works', async () => {
		expect(await host.rest.testCredential(credential())).toMatchObject({ status: 'OK' });
	});

	test('says which fields to check when the secret is wrong, and does not repeat it', async () => {
		const result = await host.rest.testCredential(credential({ [secret]: 'not-the-right-secret' }));

		expect(result.status).toBe('Error');
		expect(result.message).toMatch(index === 0 ? /platform name and API key/ : /client ID and secret/);
		expect(result.message).not.toContain('not-the-right-secret');
	});

	test('points to the CA certificates field when the server has a private CA that is not given', async () => {
		const result = await host.rest.testCredential(credential({ caCertificates: '' }));

		expect(result.status).toBe('Error');
		expect(result.message).toContain('CA Certificates');
	});

	test('points to the CA certificates field when the CA given is another one', async () => {
		const other = await startSandbox();
		try {
			const result = await host.rest.testCredential(credential({ caCertificates: other.caCertificate }));

			expect(result.status).toBe('Error');
			expect(result.message).toContain('CA Certificates');
		} finally {
			await other.close();
		}
	});
});

describe.each([
	{ label: 'tangoApi', credentials: BASIC, authentication: 'basicAuth' },
	{ label: 'tangoOAuth2Api', credentials: OAUTH2, authentication: 'oAuth2' },
])('"From list" with a $label credential', ({ credentials, authentication }) => {
	const parameters = {
		authentication,
		resource: 'order',
		operation: 'create',
		customerIdentifier: byId('acme-rewards'),
	};

	const open = async (field: string, filter?: string) => {
		const nodeType = 'n8n-nodes-tango.tangoOrders';
		return await openFromList(host.rest, { nodeType, field, parameters, credentials, filter });
	};

	test('lists the accounts of the chosen customer', async () => {
		const values = (await open('accountIdentifier')).map(({ value }) => value);

		expect(values).toEqual(expect.arrayContaining(['acme-usd', 'acme-eur']));
		expect(values).not.toContain('globex-usd');
	});

	test('finds a reward by a part of its name', async () => {
		const rewards = await open('utid', 'amazon');

		expect(rewards.map(({ value }) => value)).toContain('U666425');
		for (const { name } of rewards) expect(name.toLowerCase()).toContain('amazon');
	});
});
