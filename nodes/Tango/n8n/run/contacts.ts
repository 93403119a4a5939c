import { readRecord } from '../../core';

/* Tango wraps each address of those who are told something. */

export function asContacts(emails: readonly string[] | undefined) {
	return emails?.map((emailAddress) => ({ emailAddress }));
}

/** The addresses alone; undefined where Tango tells of none. */
export function addressesOf(contacts: unknown): string[] | undefined {
	if (!Array.isArray(contacts)) return undefined;
	return contacts.flatMap((contact) => {
		const { emailAddress } = readRecord(contact);
		return typeof emailAddress === 'string' ? [emailAddress] : [];
	});
}
