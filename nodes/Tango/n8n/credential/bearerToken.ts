import {
	ApplicationError,
	LoggerProxy,
	type ICredentialDataDecryptedObject,
	type IHttpRequestHelper,
} from 'n8n-workflow';
import { openTango } from '../../core';
import { auditTrail } from './auditTrail';
import { readSettings } from './readSettings';
import { checkAddresses } from './egress';
import { surroundingsOf } from './surroundings';
import { errorTexts } from '../words/toNodeError';

/** A bearer token for a credential that n8n's HTTP Request node uses. */
export async function accessTokenOf(
	credential: ICredentialDataDecryptedObject,
	{ helpers }: IHttpRequestHelper,
): Promise<string> {
	const { accessToken } = credential;
	const refused = typeof accessToken === 'string' && accessToken !== '' ? accessToken : undefined;
	try {
		const settings = readSettings('tangoOAuth2Api', credential);
		const tango = openTango(settings, surroundingsOf(settings));
		await checkAddresses(settings, helpers.httpRequest);
		// A credential is given no logger of its own.
		const token = await tango.accessToken?.(refused, auditTrail({ logger: LoggerProxy }));
		return token ?? '';
	} catch (error) {
		throw credentialError(error);
	}
}

/** No node is known here, so none of n8n's node errors fits. */
function credentialError(error: unknown): Error {
	const { message, description } = errorTexts(error, {});
	return new ApplicationError(`${message}. ${description}`);
}
