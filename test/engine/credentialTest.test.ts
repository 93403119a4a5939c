import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { answerOk } from '../support/badServer/behaviours.ts';
import { startTlsServer } from '../support/badServer/server.ts';
import { createTestCa } from '../support/tls/testCa.ts';
import { loadedNode } from './support/engine.ts';
import { credentialsFor } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

type CredentialType = 'tangoApi' | 'tangoOAuth2Api';

/** Presses the Test button as n8n does: the method that the loaded node names, in n8n's own context. */
async function press(
	type: CredentialType,
	changes: ICredentialDataDecryptedObject = {},
): Promise<INodeCredentialTestResult> {
	const node = await loadedNode('tangoCustomers');
	const name = node.description.credentials?.find((one) => one.name === type)?.testedBy;
	const method = node.methods?.credentialTest?.[String(name)];
	if (!method) throw new Error(`nobody tests ${type}`);
	const data = { ...credentialsFor(sandbox)[type], ...changes };
	return await method.call(new CredentialTestContext(), { id: '1', name: 'Tango', type, data });
}

describe.each([
	['tangoApi', 'apiKey', 'platform name and API key'],
	['tangoOAuth2Api', 'clientSecret', 'client ID and secret'],
] as const)('the Test button of %s', (type, secret, words) => {
	test('says that Tango accepts the credential', async () => {
		expect(await press(type)).toEqual({ status: 'OK', message: 'Tango accepts this credential' });
		expect(sandbox.violations).toEqual([]);
	});

	test('says what to check when Tango does not know the secret, and does not repeat it', async () => {
		const { status, message } = await press(type, { [secret]: 'wrong-not-a-secret' });
		expect(status).toBe('Error');
		expect(message).toContain(words);
		expect(message).not.toContain('wrong-not-a-secret');
	});

	test('names the issuer and the field when the certificate is of an unknown authority', async () => {
		const { status, message } = await press(type, { caCertificates: '' });
		expect(status).toBe('Error');
		expect(message).toContain('The connection is not safe');
		expect(message).toContain('“Tango sandbox throw-away intermediate”');
		expect(message).toContain('CA Certificates');
		expect(sandbox.log).toEqual([]);
	});

	test('names a field that cannot be used, without sending anything', async () => {
		const { status, message } = await press(type, { baseUrl: 'http://api.good.test' });
		expect(status).toBe('Error');
		expect(message).toContain('Base URL in the Tango credential must start with https://');
		expect(sandbox.log).toEqual([]);
	});
});

test('a credential of which only the second key works passes, with that as a warning', async () => {
	const { secondaryApiKey } = sandbox.basic;
	const { status, message } = await press('tangoApi', { apiKey: 'wrong', secondaryApiKey });
	expect(status).toBe('OK');
	expect(message).toBe(
		'Tango accepts this credential. Tango accepts the Secondary API Key, but not the API Key. Put the new key into API Key and empty Secondary API Key.',
	);
});

test('a certificate that ends soon and a wrong clock are told although the credential works', async () => {
	const ca = await createTestCa();
	const notAfter = new Date(Date.now() + 5.5 * 86_400_000);
	const identity = await ca.issue({ dnsNames: ['localhost'], notAfter });
	const body = '{"items":[]}';
	const server = await startTlsServer(identity, (socket) => {
		const date = new Date(Date.now() - 3_600_000).toUTCString();
		socket.write(
			`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: ${date}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
		);
	});
	try {
		const baseUrl = `https://localhost:${server.port}/raas/v2`;
		const { status, message } = await press('tangoApi', { baseUrl, caCertificates: ca.pem });
		expect(status).toBe('OK');
		expect(message).toContain('its certificate ends in 5 days');
		expect(message).toContain('The clock of this machine is 60 minutes ahead of the server’s');
	} finally {
		await server.close();
	}
});

test('what a stranger’s certificate says is not taken for HTML', async () => {
	const stranger = await createTestCa({ name: '<img src=x>' });
	const server = await startTlsServer(await stranger.issue({ dnsNames: ['localhost'] }), answerOk());
	try {
		const { message } = await press('tangoApi', { baseUrl: `https://localhost:${server.port}` });
		expect(message).toContain('&lt;img src=x&gt;');
		expect(message).not.toContain('<img');
	} finally {
		await server.close();
	}
});
