import fc from 'fast-check';
import { ORDER, type Raw } from '../../unit/support/form.ts';

/* Sheets as people keep them: the same thing in several spellings, slips, and one row's reference in another's row. */

/** One row, told by what it means and by how it is written. */
export interface Row {
	readonly reward: number;
	readonly person: number;
	readonly keySpelling: number;
	readonly emailSpelling: number;
	/** What keeps it from being ordered until somebody mends it. */
	readonly slip: keyof typeof SLIPS | undefined;
}

/**
 * No two have the same amount, so an order on the books tells which of them it is without its reference. A key is
 * a business key; a scope stands for a reward whose reference is made of the payload.
 */
const REWARDS = [
	{ amount: 5, key: 'Ünit 7' },
	{ amount: 8.5, key: '4711' },
	{ amount: 9.99, key: 'réponse-12' },
	{ amount: 12, key: 'resp-ABC' },
	{ amount: 14.2, scope: 'Été 2026' },
	{ amount: 16, scope: '202611' },
] as const;

export const PEOPLE = ['jane@example.com', 'john.doe@example.org', 'zoé@example.net'] as const;

const SLIPS = {
	email: { recipientEmail: 'jane@example' },
	amount: { amount: 'ten' },
	name: { recipientFirstName: ' \u200b' },
	key: { reference: '\u00a0', referenceScope: 'undefined' },
} satisfies Record<string, Raw>;

/** All of them look the same in a sheet. */
export function keySpellings(key: string): ReadonlyArray<string | number> {
	const texts = [
		key,
		` ${key}\u00a0`,
		key.normalize('NFD'),
		`${key.slice(0, 2)}\u200b${key.slice(2)}`,
		`\ufeff${key.replace(' ', '\u2003 ')}\n`,
	];
	return /^\d+$/.test(key) ? [...texts, Number(key)] : texts;
}

/** All of them reach the same mailbox. */
export function emailSpellings(email: string): readonly string[] {
	return [
		email,
		`mailto:${email}`,
		` ${email}\t`,
		email.toUpperCase(),
		`Mailto: ${email.normalize('NFD')}`,
		email.replace('@', '\u200b@'),
	];
}

const ALL_REWARDS = REWARDS.map((_, reward) => reward);

export function amountOf({ reward }: Row): number | undefined {
	return REWARDS[reward]?.amount;
}

export function emailOf({ person }: Row): string | undefined {
	return PEOPLE[person];
}

/** The reward's own person, as everybody meant it. */
function ownerOf(reward: number): number {
	return reward % PEOPLE.length;
}

/** What n8n gives for the row. */
export function rawOf(row: Row, maximumTotal: number): Raw {
	const reward = REWARDS[row.reward] ?? REWARDS[0];
	const key = 'key' in reward ? reward.key : reward.scope;
	const name = 'key' in reward ? 'reference' : 'referenceScope';
	return {
		...ORDER,
		maximumTotal,
		amount: reward.amount,
		referenceSource: 'key' in reward ? 'businessKey' : 'payload',
		[name]: pick(keySpellings(key), row.keySpelling),
		recipientEmail: pick(emailSpellings(PEOPLE[row.person] ?? ''), row.emailSpelling),
		...(row.slip && SLIPS[row.slip]),
	};
}

export function pick<T>(all: readonly T[], index: number): T | undefined {
	return all[index % all.length];
}

export const spelling = fc.nat(29);

/** Mostly sound rows, now and then for another person than the reward's own. */
const row: fc.Arbitrary<Row> = fc
	.record({
		reward: fc.constantFrom(...ALL_REWARDS),
		keySpelling: spelling,
		emailSpelling: spelling,
		stranger: fc.constantFrom(0, 0, 0, 0, 1),
		slip: fc.constantFrom<Row['slip'][]>(undefined, undefined, undefined, 'email', 'amount', 'name', 'key'),
	})
	.map(({ stranger, ...one }) => ({ ...one, person: personOf(one.reward, stranger) }));

/** With a payload, another person is another reward, and two equal rows are two. */
function personOf(reward: number, stranger: number): number {
	return (ownerOf(reward) + (isOfPayload(reward) ? 0 : stranger)) % PEOPLE.length;
}

function isOfPayload(reward: number): boolean {
	return REWARDS[reward] !== undefined && 'scope' in REWARDS[reward];
}

export const sheet: fc.Arbitrary<Row[]> = fc
	.array(row, { minLength: 1, maxLength: 5 })
	.map((rows) =>
		rows.filter(
			({ reward }, index) =>
				!isOfPayload(reward) || rows.findIndex((other) => other.reward === reward) === index,
		),
	);

/** Every reward once, for its own person, in spellings of their own. */
export const everything: fc.Arbitrary<Row[]> = fc
	.array(fc.tuple(spelling, spelling), { minLength: REWARDS.length, maxLength: REWARDS.length })
	.map((spellings) =>
		spellings.map(([keySpelling, emailSpelling], reward) => ({
			reward,
			person: ownerOf(reward),
			keySpelling,
			emailSpelling,
			slip: undefined,
		})),
	);
