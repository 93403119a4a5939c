import { randomBytes } from 'node:crypto';
import type { IHookFunctions } from 'n8n-workflow';
import {
	ensureSubscription,
	invalidInput,
	isAsWanted,
	makeCertificate,
	ownSubscriptions,
	removeSubscriptions,
} from '../../core';
import { fieldNames } from '../../n8n/fields/displayNames';
import { toNodeError } from '../../n8n/words/toNodeError';
import { openConnection } from './connection';
import { PROPERTIES } from './fields';
import { checkPublicAddress } from './publicAddress';
import { forgetRegistration, registrationIn } from './state';

const SECRET_BYTES = 32;

/**
 * Whether the subscription is as it should be. n8n removes what it finds broken, so a Tango that cannot be asked is no
 * reason to doubt a subscription: the upkeep looks after it.
 */
export async function isRegistered(hook: IHookFunctions): Promise<boolean> {
	const kept = registrationIn(hook.getWorkflowStaticData('node'));
	if (kept.secret === '' || kept.webhookId === '' || kept.url !== addressOf(hook)) return false;
	try {
		const { tango, call, wanted } = await openConnection(hook);
		const [own, ...others] = await ownSubscriptions(tango, kept.url, call);
		if (!own || others.length > 0 || !isAsWanted(own, await wanted(kept))) return false;
		kept.webhookId = own.webhookId;
		return true;
	} catch (error) {
		hook.logger.warn(
			'Tango could not be asked for the subscription of the trigger; it is taken to be there',
			{
				node: hook.getNode().name,
				reason: toNodeError(error, { node: hook.getNode() }).message,
			},
		);
		return true;
	}
}

/** Registers, or adopts what delivers to this address already. */
export async function register(hook: IHookFunctions): Promise<boolean> {
	return await told(hook, async () => {
		const url = addressOf(hook);
		const { tango, call, wanted, params, environment } = await openConnection(hook);
		checkPublicAddress(url, environment);
		const kept = registrationIn(hook.getWorkflowStaticData('node'));
		const isSame = kept.url === url;
		kept.url = url;
		// A secret that was told for another address is nobody's business here.
		if (!isSame || kept.secret === '') {
			kept.secret = randomBytes(SECRET_BYTES).toString('hex');
			kept.hmacKey = randomBytes(SECRET_BYTES).toString('base64');
			kept.since = Date.now();
			kept.certificate = '';
		}
		if (params.options.verification === 'x509' && kept.certificate === '') {
			const { certificateBase64, privateKeyBase64 } = await makeCertificate('n8n Tango Trigger', Date.now());
			kept.certificate = certificateBase64;
			kept.privateKey = privateKeyBase64;
		}
		const { webhookId } = await ensureSubscription(tango, await wanted(kept), call);
		kept.webhookId = webhookId;
		return true;
	});
}

/** Removes what delivers to this address. What fails is thrown: n8n then tries again and tells. */
export async function unregister(hook: IHookFunctions): Promise<boolean> {
	return await told(hook, async () => {
		const { tango, call } = await openConnection(hook);
		await removeSubscriptions(tango, addressOf(hook), call);
		forgetRegistration(hook.getWorkflowStaticData('node'));
		return true;
	});
}

function addressOf(hook: IHookFunctions): string {
	const url = hook.getNodeWebhookUrl('default');
	if (url === undefined) throw invalidInput('', 'n8n gave no address for this trigger');
	return url;
}

async function told<T>(hook: IHookFunctions, work: () => Promise<T>): Promise<T> {
	return await work().catch((error: unknown) => {
		throw toNodeError(error, { node: hook.getNode(), names: fieldNames(PROPERTIES) });
	});
}
