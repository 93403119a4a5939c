import { invalidInput } from '../foundation/errors';
import { createReferenceId } from '../money/referenceId';
import type { OrderItem, WantedOrder } from './orderItem';

/**
 * The externalRefID of a business key. The account is part of it, as Tango keeps references per account;
 * no credential is, so that a rotated key or another login finds the same order again.
 */
export function businessKeyReference(accountIdentifier: string, reference: string): string {
	return createReferenceId('businessKey', [accountIdentifier.toLowerCase(), reference]);
}

/**
 * The idempotency keys of a batch, one per item in order: a pure function of what the user gave, the same in
 * every run. With `payload`, equal rows of one run are counted, so that each is a reward of its own.
 */
export function createReferences(): (item: OrderItem) => string {
	const seen = new Map<string, number>();
	return ({ params, automaticReferenceParts }) => {
		const account = params.accountIdentifier.toLowerCase();
		switch (params.referenceSource) {
			case 'businessKey':
				return businessKeyReference(account, params.reference ?? '');
			case 'automatic':
				return createReferenceId('automatic', [account, ...automaticReferenceParts()]);
			case 'payload': {
				const parts = [account, params.referenceScope ?? '', ...payloadParts(params)];
				const row = JSON.stringify(parts);
				const earlier = seen.get(row) ?? 0;
				seen.set(row, earlier + 1);
				return createReferenceId('payload', [...parts, String(earlier)]);
			}
			default:
				return toolReference(params, params.rewardNumber ?? 1);
		}
	};
}

/**
 * An AI agent's reference. A model asks again after a doubt, after a lost conversation and without any reason, so that
 * nothing of n8n's or the model's tells a repetition from a new wish: only what is paid to whom, within the event that
 * the author names, and the number of the reward where the author allows several equal ones.
 */
export function toolReference(params: WantedOrder, rewardNumber: number): string {
	const { accountIdentifier, toolScope } = params;
	if (toolScope === undefined) throw invalidInput('toolScope', 'is empty');
	const who = recipientOfTool(params);
	const what = [params.utid.toUpperCase(), params.amount.toFixed(2)];
	const parts = [accountIdentifier.toLowerCase(), toolScope, ...what, ...who, String(rewardNumber)];
	return createReferenceId('tool', parts);
}

/** The first that is there: a model that leaves out or adds a phone number or spells a name anew means the same person. */
function recipientOfTool(params: WantedOrder): string[] {
	const { recipientEmail, recipientMobileNumber, recipientFirstName = '', recipientLastName = '' } = params;
	if (recipientEmail) return ['email', recipientEmail.toLowerCase()];
	if (recipientMobileNumber) return ['phone', recipientMobileNumber];
	return ['name', `${recipientFirstName} ${recipientLastName}`.trim().toLowerCase()];
}

/** What makes two rewards equal: who gets how much of what. Texts such as the message do not count. */
function payloadParts(params: WantedOrder): string[] {
	const { utid, amount, recipientEmail = '', recipientMobileNumber = '' } = params;
	const who = [recipientEmail.toLowerCase(), recipientMobileNumber];
	const name = [params.recipientFirstName ?? '', params.recipientLastName ?? ''];
	return [utid.toUpperCase(), amount.toFixed(2), ...who, ...(who.join('') === '' ? name : [])];
}
