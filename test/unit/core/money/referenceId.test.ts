import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createReferenceId, type ReferenceKind } from '../../../../nodes/Tango/core/money/referenceId.ts';

const KINDS: readonly ReferenceKind[] = ['businessKey', 'automatic', 'payload'];
const kind = fc.constantFrom(...KINDS);
const text = fc.string({ unit: 'binary', maxLength: 12 });
const parts = fc.array(text, { maxLength: 6 });

/** The same rule once more, as the comment of the module has it, for text that is NFC and well-formed. */
function byHand(...framed: string[]): string {
	return `t1${createHash('sha256').update(framed.join('')).digest('hex').slice(0, 40)}`;
}

/** A linear congruential generator: 100,000 tuples from fast-check's strings would take most of a minute. */
function createSmallRandom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

describe('references that were given out', () => {
	// Computed with Python's hashlib. If one of these fails, an update would pay pending rewards twice: do not adapt it.
	it.each([
		['businessKey', ['acct-1', 'order 4711'], 't183cfd91ffcf5f3dc37ca91f524dbeabc85f88f7a'],
		['automatic', ['acct-1', 'wf', 'node', '231', '0', '7'], 't112fa2ab950bd2da82f8e984d878fcffdc91dad12'],
		['payload', ['konto-ä', '€ 5', '🎁'], 't184b33bd000d1ca27233a63e70f5ae318c7bb6d53'],
	] as const)('%s %j stays what it is', (givenKind, givenParts, expected) => {
		expect(createReferenceId(givenKind, givenParts)).toBe(expected);
	});

	it('follow the written rule', () => {
		const expected = byHand('1:1', '11:businessKey', '6:acct-1', '10:order 4711');
		expect(createReferenceId('businessKey', ['acct-1', 'order 4711'])).toBe(expected);
		expect(createReferenceId('payload', ['ä'])).toBe(byHand('1:1', '7:payload', '2:ä'));
	});
});

describe('createReferenceId', () => {
	it('gives 42 letters and digits, whatever goes in', () => {
		fc.assert(
			fc.property(kind, parts, (givenKind, givenParts) => {
				expect(createReferenceId(givenKind, givenParts)).toMatch(/^t1[0-9a-f]{40}$/);
			}),
		);
	});

	it('gives the same for the same, at any time, and leaves its input alone', () => {
		fc.assert(
			fc.property(kind, parts, (givenKind, givenParts) => {
				const before = createReferenceId(givenKind, Object.freeze([...givenParts]));
				createReferenceId('payload', ['something else']);
				expect(createReferenceId(givenKind, [...givenParts])).toBe(before);
			}),
		);
	});

	it('tells any two different inputs apart', () => {
		fc.assert(
			fc.property(kind, parts, kind, parts, (kindA, partsA, kindB, partsB) => {
				const nfc = (all: string[]) => JSON.stringify(all.map((part) => part.normalize('NFC')));
				const same = kindA === kindB && nfc(partsA) === nfc(partsB);
				expect(createReferenceId(kindA, partsA) === createReferenceId(kindB, partsB)).toBe(same);
			}),
			{ numRuns: 2000 },
		);
	});

	it('has no collision among 100,000 random inputs', () => {
		const random = createSmallRandom(20_261_122);
		const alphabet = ['', '0', '1', '7', 'a', 'b', ':', ';', '1:', '2:a', 'ä', '🎁', '\ud83d', ' ', '\0'];
		const word = () => `${alphabet[random(alphabet.length)]}${alphabet[random(alphabet.length)]}`;
		const inputs = new Set<string>();
		const references = new Set<string>();
		while (inputs.size < 100_000) {
			const givenKind = KINDS[random(3)] ?? 'automatic';
			const givenParts = Array.from({ length: random(5) }, word);
			inputs.add(givenKind + JSON.stringify(givenParts));
			references.add(createReferenceId(givenKind, givenParts));
		}
		expect(references.size).toBe(inputs.size);
	}, 60_000);

	it('knows where one part ends and the next begins', () => {
		const joined = fc
			.array(text, { minLength: 2, maxLength: 5 })
			.map((all) => all.map((part) => part.normalize('NFC')));
		fc.assert(
			fc.property(joined, fc.nat(), (givenParts, at) => {
				const index = at % (givenParts.length - 1);
				const merged = givenParts.toSpliced(index, 2, `${givenParts[index]}${givenParts[index + 1]}`);
				expect(createReferenceId('businessKey', merged)).not.toBe(
					createReferenceId('businessKey', givenParts),
				);
			}),
		);
		const near = [
			['a', 'bc'],
			['ab', 'c'],
			['abc'],
			['abc', ''],
			['', 'abc'],
			['a1:b', 'c'],
			['a', '1:bc'],
			[],
		];
		expect(new Set(near.map((all) => createReferenceId('payload', all))).size).toBe(near.length);
	});

	it('tells the kinds apart, also where a part looks like a kind', () => {
		expect(new Set(KINDS.map((one) => createReferenceId(one, ['acct', '7']))).size).toBe(3);
		expect(createReferenceId('businessKey', ['payload'])).not.toBe(
			createReferenceId('payload', ['businessKey']),
		);
	});

	it('minds the order of the parts', () => {
		expect(createReferenceId('payload', ['a', 'b'])).not.toBe(createReferenceId('payload', ['b', 'a']));
	});

	it('takes composed and decomposed spellings for the same', () => {
		const word = fc.array(fc.constantFrom('é', 'Å', 'ñ', '각', 'ạ̈', 'a', '\u0301', 'ﬁ'), { minLength: 1 });
		fc.assert(
			fc.property(word, (letters) => {
				const [composed, decomposed] = [letters.join('').normalize('NFC'), letters.join('').normalize('NFD')];
				const reference = createReferenceId('businessKey', ['acct', composed]);
				expect(createReferenceId('businessKey', ['acct', decomposed])).toBe(reference);
			}),
		);
	});

	it('keeps apart what only looks alike', () => {
		const lookalikes = ['fi', 'ﬁ', 'a', 'А', 'A', 'ａ', 'a ', ' a', 'a\u200b', '1', '１'];
		expect(new Set(lookalikes.map((one) => createReferenceId('businessKey', [one]))).size).toBe(
			lookalikes.length,
		);
	});

	it('keeps texts apart that were cut in the middle of an emoji', () => {
		const halves = ['Anna\ud83d', 'Anna\ud83e', 'Anna\ufffd', 'Anna\udc00', 'Anna'];
		expect(new Set(halves.map((one) => createReferenceId('businessKey', [one]))).size).toBe(halves.length);
		// The same bytes: UTF-16 of the first, UTF-8 of the second.
		expect(createReferenceId('businessKey', ['\ud83d\u2080'])).not.toBe(
			createReferenceId('businessKey', ['=\u0600 ']),
		);
	});
});
