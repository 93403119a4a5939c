import type { ICredentialDataDecryptedObject, Logger, RequestHelperFunctions } from 'n8n-workflow';
import {
	listedEvents,
	openTango,
	wantedEvents,
	type CallOptions,
	type Tango,
	type WantedSubscription,
} from '../../core';
import { auditTrail } from '../../n8n/credential/auditTrail';
import { surroundingsOf } from '../../n8n/credential/surroundings';
import { credentialTypeOf, readSettings } from '../../n8n/credential/readSettings';
import { callOptions } from '../../n8n/fields/requestOptions';
import { readTriggerParams, type TriggerParams, type Verification } from './fields';
import type { Kept } from './state';

/** The header of ours that Tango sends along. */
export const DELIVERY_HEADER = 'x-n8n-tango-secret';

/** What activation, deactivation and upkeep have in common. */
export interface TriggerContext {
	readonly logger: Logger;
	readonly helpers: Partial<Pick<RequestHelperFunctions, 'getSecureEgressFilter'>>;
	getNodeParameter(name: string, fallback?: unknown): unknown;
	getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
}

export interface TriggerConnection {
	readonly tango: Tango;
	readonly call: CallOptions;
	readonly params: TriggerParams;
	readonly environment: unknown;
	/** The subscription as the form and the secrets have it. */
	wanted(kept: Kept): Promise<WantedSubscription>;
}

/** Throws TangoError for a field of the node or of the credential. */
export async function openConnection(context: TriggerContext): Promise<TriggerConnection> {
	const params = paramsOf(context);
	const type = credentialTypeOf(context.getNodeParameter('authentication', 'basicAuth'));
	const credential = await context.getCredentials(type);
	const settings = readSettings(type, credential);
	const tango = openTango(settings, surroundingsOf(settings, context));
	const call = callOptions(tango, params.options, undefined, auditTrail(context));
	const { verification = 'header' } = params.options;
	return {
		tango,
		call,
		params,
		environment: credential.environment,
		wanted: async ({ url, secret, hmacKey, certificate }) => ({
			url,
			// Whether Tango lists its events or not, what was chosen is asked for.
			eventTypes: wantedEvents(params.events ?? [], await listedEvents(tango, call).catch(() => [])),
			header: { name: DELIVERY_HEADER, value: secret },
			verification: verificationOf(verification, { hmacKey, certificate }),
		}),
	};
}

export function paramsOf(context: Pick<TriggerContext, 'getNodeParameter'>): TriggerParams {
	return readTriggerParams((name, fallback) => context.getNodeParameter(name, fallback));
}

function verificationOf(
	chosen: Verification,
	{ hmacKey, certificate }: Pick<Kept, 'hmacKey' | 'certificate'>,
): WantedSubscription['verification'] {
	switch (chosen) {
		case 'header':
			return { method: 'NONE' };
		case 'hmac':
			return { method: 'HMAC', keyBase64: hmacKey };
		case 'x509':
			return { method: 'X509', certificateBase64: certificate };
	}
}
