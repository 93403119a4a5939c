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
		}
	};
}

/** What makes two rewards equal: who gets how much of what. Texts such as the message do not count. */
function payloadParts(params: WantedOrder): string[] {
	const { utid, amount, recipientEmail = '', recipientMobileNumber = '' } = params;
	const who = [recipientEmail.toLowerCase(), recipientMobileNumber];
	const name = [params.recipientFirstName ?? '', params.recipientLastName ?? ''];
	return [utid.toUpperCase(), amount.toFixed(2), ...who, ...(who.join('') === '' ? name : [])];
}
