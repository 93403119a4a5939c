import { afterAll, beforeAll, expect, test } from 'vitest';

import { errorOf, itemsOf } from './finishedExecution.ts';
import { BASIC, OAUTH2 } from './sampleCredentials.ts';
import { startTestHost, type TestHost } from './testHost.ts';
import { chain, manualTrigger, TRIGGER } from './testWorkflows.ts';

let host: TestHost;

beforeAll(async () => {
	// n8n's own HTTP client knows nothing of the credential's CA field.
	host = await startTestHost({ trustSandbox: true });
});
afterAll(async () => await host?.stop());

test.each([
	{ type: 'tangoApi', credentials: BASIC },
	{ type: 'tangoOAuth2Api', credentials: OAUTH2 },
])('the HTTP Request node reads from Tango with a $type credential', async ({ type, credentials }) => {
	const { id } = await host.rest.createWorkflow(
		chain(`HTTP Request with ${type}`, manualTrigger, {
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			credentials,
			parameters: {
				url: `${host.sandbox.baseUrl}/customers`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: type,
				options: {},
			},
		}),
	);

	const execution = await host.rest.run(id, TRIGGER);

	expect(errorOf(execution)).toBeUndefined();
	expect(itemsOf(execution, 'HTTP Request').map(({ json }) => json.customerIdentifier)).toContain(
		'acme-rewards',
	);
});
