import { OWNER } from '../run/n8nEnvironment.ts';
import { SAMPLE } from './sampleOrder.ts';
import type { Served } from './serve.ts';

/** What a newcomer needs next: where to go, how to come in, what to type into a credential, how to end it. */
export function welcome({ n8n, sandbox, caFile, firstOrder }: Served): string {
	return `
n8n is running with n8n-nodes-tango installed.

${firstOrder}

  Now you    ${n8n.url}/workflow/${SAMPLE.workflowId}
             The example "${SAMPLE.workflowName}": press "Execute workflow", and it sends a reward of its own
  Login      ${OWNER.email}
  Password   ${OWNER.password}

Two credentials are there already. To make one of your own for the sandbox, a local look-alike of Tango that pays nobody:

  Environment        Custom
  Base URL           ${sandbox.baseUrl}
  CA Certificates    what stands in ${caFile}
  Tango API          Platform Name ${sandbox.basic.platformName}, API Key ${sandbox.basic.apiKey}
  Tango OAuth2 API   Token URL ${sandbox.tokenUrl}
                     Client ID ${sandbox.oauth.clientId}, Client Secret ${sandbox.oauth.clientSecret}
                     Service Account ${sandbox.oauth.username}, its password ${sandbox.oauth.password}

Address and certificate of the sandbox are new at each start. What you build in n8n stays.
Press Ctrl-C here to stop.`;
}
