import {
	LoggerProxy,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import { checkConnection, type CheckRow } from '../../core';
import { auditTrail } from './auditTrail';
import type { CredentialType } from './readSettings';
import { readSettings } from './readSettings';
import { checkAddresses } from './egress';
import { surroundingsOf } from './surroundings';
import { callOptions } from '../fields/requestOptions';
import { errorTexts, escapeHtml } from '../words/toNodeError';
import { explain } from '../words/explain';

/** The Test button: the same checks as the operation "Check the connection", with the nodes' own client. */
async function testCredential(
	functions: ICredentialTestFunctions,
	type: CredentialType,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const settings = readSettings(type, data);
		await checkAddresses(settings, functions.helpers.request);
		// A person is waiting: fewer attempts than a workflow makes.
		const limits = { maxAttempts: 2, totalTimeout: 40 };
		const audit = auditTrail({ logger: LoggerProxy });
		const rows = await checkConnection(
			settings,
			{ call: (tango) => callOptions(tango, limits, undefined, audit), explain },
			surroundingsOf(settings),
		);
		return verdict(rows);
	} catch (error) {
		const { message, description } = errorTexts(error, {});
		return { status: 'Error', message: escapeHtml(`${message}. ${description}`) };
	}
}

/** The first thing to mend, or what is worth knowing although all went well. */
function verdict(rows: readonly CheckRow[]): INodeCredentialTestResult {
	const broken = rows.find(({ status }) => status === 'failed');
	if (broken) return { status: 'Error', message: escapeHtml(sentences(broken)) };
	const warnings = rows.filter(({ status }) => status === 'warning').map(sentences);
	return { status: 'OK', message: escapeHtml(['Tango accepts this credential', ...warnings].join('. ')) };
}

function sentences({ message, mend = '' }: CheckRow): string {
	return [message, mend].filter(Boolean).join('. ');
}

export const credentialTest = {
	async tangoApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted) {
		return await testCredential(this, 'tangoApi', credential);
	},
	async tangoOAuth2ApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted) {
		return await testCredential(this, 'tangoOAuth2Api', credential);
	},
};
