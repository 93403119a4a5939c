import { expect, test } from 'vitest';

import { errorOf, itemsOf } from './finishedExecution.ts';
import { BASIC, OAUTH2 } from './sampleCredentials.ts';
import { hostOfThisFile } from './testHost.ts';
import { chain, manualTrigger } from './testWorkflows.ts';
import { runByHand } from './workflowRuns.ts';

// n8n's own HTTP client knows nothing of the credential's CA field.
const host = hostOfThisFile({ trustSandbox: true });

test.each([
	{ type: 'tangoApi', credentials: BASIC },
	{ type: 'tangoOAuth2Api', credentials: OAUTH2 },
])('the HTTP Request node reads from Tango with a $type credential', async ({ type, credentials }) => {
	const execution = await runByHand(
		host,
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

	expect(errorOf(execution)).toBeUndefined();
	expect(itemsOf(execution, 'HTTP Request').map(({ json }) => json.customerIdentifier)).toContain(
		'acme-rewards',
	);
});
