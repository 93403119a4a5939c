import { createReferenceId } from '../../core';

/**
 * The externalRefID of a business key. The account is part of it, as Tango keeps references per account;
 * no credential is, so that a rotated key or another login finds the same order again.
 */
export function businessKeyReference(accountIdentifier: string, reference: string): string {
	return createReferenceId('businessKey', [accountIdentifier.toLowerCase(), reference]);
}

/** The externalRefID of an item of one execution. */
export function automaticReference(accountIdentifier: string, parts: readonly string[]): string {
	return createReferenceId('automatic', [accountIdentifier.toLowerCase(), ...parts]);
}
