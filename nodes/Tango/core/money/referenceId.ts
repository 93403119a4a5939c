import { createHash } from 'node:crypto';

/**
 * Where the parts come from. The kind is hashed too, so that a business key "7" and the seventh item of a run
 * never meet, and one business key may name an order, a deposit and a transfer.
 */
export type ReferenceKind =
	| 'businessKey' // the user names the occasion: an order number, a survey response
	| 'automatic' // execution anchor, node, run and item
	| 'payload' // what is ordered, with a scope
	| 'tool' // what an AI agent orders, with the event that it is for
	| 'bulkOrder' // an account and a place in the series of its Bulk Orders
	| 'deposit' // a business key, for money from a card into an account
	| 'transfer'; // a business key, for money from one account to another

/**
 * Changing this, or anything below, gives every pending reward a new reference: it would be paid again after an
 * update. Old references must stay computable; the test pins some of them.
 */
const VERSION = '1';

const PREFIX = 't1';
const HEX_DIGITS = 40; // 160 bits: two different rewards meet with probability 2^-80 after 2^40 orders

/**
 * Makes the externalRefID of an order, a deposit or a transfer: 42 letters and digits (Tango allows 100 alphanumerics). Tango answers a
 * known reference with the order that already has it, whatever else is asked; the reference alone decides
 * whether a reward is paid again.
 *
 * Therefore only what makes the reward *this* reward may go in. No credential, environment or platform name: the
 * key must be the same after a credential was rotated, renamed or swapped for one of the same account. Tango
 * keeps references per account, so sandbox and production cannot meet.
 *
 * The parts are hashed, so that no e-mail address or customer number ends up in Tango's reports, and each is
 * preceded by its length, so that ("a", "bc") and ("ab", "c") differ. NFC, because the same name may come
 * composed from one system and decomposed from another.
 *
 * @param parts the lower-cased accountIdentifier (of a transfer both) first, then what the kind asks for. Not checked: the caller
 * refuses a blank business key, which would make all rewards one.
 */
export function createReferenceId(kind: ReferenceKind, parts: readonly string[]): string {
	const hash = createHash('sha256');
	for (const part of [VERSION, kind, ...parts]) hash.update(frame(part));
	return PREFIX + hash.digest('hex').slice(0, HEX_DIGITS);
}

/** Whether it is one of these, rather than something that a user made up. */
export function isReferenceId(text: string): boolean {
	return text.startsWith(PREFIX) && /^[0-9a-f]{40}$/.test(text.slice(PREFIX.length));
}

/** Length in bytes, a sign, the bytes. */
function frame(part: string): Buffer {
	const text = part.normalize('NFC');
	const utf8 = Buffer.from(text, 'utf8');
	// Half an emoji (a text cut at n characters) has no UTF-8: all halves would become U+FFFD and so the same key.
	if (utf8.toString('utf8') === text) return Buffer.concat([Buffer.from(`${utf8.length}:`), utf8]);
	const utf16 = Buffer.from(text, 'utf16le');
	return Buffer.concat([Buffer.from(`${utf16.length};`), utf16]);
}
