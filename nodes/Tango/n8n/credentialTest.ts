import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { ENDPOINTS, openTango } from '../core';
import type { CredentialType } from './connection';
import { readSettings } from './connection';
import { callOptions } from './run';
import { errorTexts } from './toNodeError';

/** The Test button: the nodes' own client asks for one customer, which changes nothing. */
async function testCredential(
	type: CredentialType,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const tango = openTango(readSettings(type, data));
		// A person is waiting: fewer attempts than a workflow makes.
		const call = callOptions(tango, { maxAttempts: 2, totalTimeout: 40 });
		await tango.send(ENDPOINTS.listCustomers, { query: { paginate: true, maxResults: 1 } }, call);
		const isSecondary = tango.lastAccepted() === 'secondaryApiKey';
		return {
			status: 'OK',
			message: isSecondary
				? 'Tango accepts the Secondary API Key, but not the API Key'
				: 'Tango accepts this credential',
		};
	} catch (error) {
		const { message, description } = errorTexts(error, {});
		return { status: 'Error', message: `${message}. ${description}` };
	}
}

export const credentialTest = {
	async tangoApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted) {
		return await testCredential('tangoApi', credential);
	},
	async tangoOAuth2ApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted) {
		return await testCredential('tangoOAuth2Api', credential);
	},
};
