import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { newIdentifier } from '../../../../nodes/Tango/n8n/fields/identifiers.ts';
import { account, reward } from '../../../../nodes/Tango/n8n/fields/locators.ts';
import { email, mandatoryText, text } from '../../../../nodes/Tango/n8n/fields/text.ts';
import { read } from '../../support/fields.ts';

const UNSEEN = ['\u200b', '\u2060', '\ufeff', '\u00ad', '\u202e', '\u200f', '\ufe0f', '\u0000'];

describe('a text', () => {
	it.each(UNSEEN)('is read without the sign %j that nobody sees', (sign) => {
		expect(read(text(), `${sign}Ja${sign}ne`)).toBe('Jane');
		expect(read(text(), sign)).toBeUndefined();
		expect(read(mandatoryText(), sign + sign)).toBe('is empty');
		expect(read(reward(), `U666425${sign}`)).toBe('U666425');
		expect(read(account(), { __rl: true, mode: 'id', value: `acme${sign}-usd` })).toBe('acme-usd');
		expect(read(newIdentifier({}), `${sign}acme-usd`)).toBe('acme-usd');
		expect(read(email(), `jane@example.com${sign}`)).toBe('jane@example.com');
	});

	it('is one line, unless its box has rows', () => {
		expect(read(text(), 'Well\r\ndone')).toBe('Well done');
		expect(read(text({ rows: 3 }), 'Well \r\n\u00a0done')).toBe('Well\ndone');
	});

	it('keeps within its length once it is clean, and has a limit where the field has none', () => {
		expect(read(text({}, { max: 4 }), ' Ja\u200bne ')).toBe('Jane');
		expect(read(text({}, { max: 4 }), 'Janet')).toBe('is longer than 4 characters');
		expect(read(text(), 'a'.repeat(10_000))).toHaveLength(10_000);
		expect(read(text(), 'a'.repeat(10_001))).toBe('is longer than 10000 characters');
		expect(read(mandatoryText({}, { min: 2, max: 4 }), 'a'.repeat(1_000_000))).toBe(
			'must be 2 to 4 characters long',
		);
	});

	it('is looked at by no pattern when it is too long', () => {
		const never = new Proxy(/a/, {
			get: () => {
				throw new Error('looked at');
			},
		});
		expect(read(text({}, { like: [never, 'is wrong'] }), 'a'.repeat(1_000_000))).toBe(
			'is longer than 10000 characters',
		);
	});

	it.each<[unknown, string]>([
		[true, 'must be text, but is true'],
		[[], 'must be text, but is a list'],
		[{}, 'must be text, but is an object. Choose one of its values'],
		[new Date(0), 'must be text, but is a date'],
		[
			2 ** 53,
			'came as the number 9007199254740992, which is too long to be exact. Make it text where it comes from',
		],
		[1e21, 'came as the number 1e+21, which is too long to be exact. Make it text where it comes from'],
		[NaN, 'holds "NaN": the expression found no value'],
	])('is not %j', (value, problem) => {
		expect(read(text(), value)).toBe(problem);
	});

	it.each([
		[7, '7'],
		[-0, '0'],
		[9007199254740991, '9007199254740991'],
		[7.5, '7.5'],
	])('may come as the number %d', (value, words) => {
		expect(read(text(), value)).toBe(words);
	});
});

describe('an e-mail address', () => {
	const long = (local: number, ...labels: number[]) =>
		`${'a'.repeat(local)}@${labels.map((length) => 'b'.repeat(length)).join('.')}.com`;

	it.each([
		'jane@example.com',
		"o'brien+gifts@mail.example.co.uk",
		'jane_doe&sons@example.com',
		'müller@bücher.example',
		long(64, 61, 61, 61),
	])('is %s', (address) => {
		expect(read(email(), address)).toBe(address);
	});

	it('loses the mailto: of a link', () => {
		expect(read(email(), 'mailto:jane@example.com')).toBe('jane@example.com');
		expect(read(email(), ' MailTo: jane@example.com')).toBe('jane@example.com');
		expect(read(email(), 'mailto://jane@example.com')).toBe('jane@example.com');
	});

	it.each([
		'(jane@example.com',
		"jane@example.com'",
		"'jane@example.com'",
		'"jane"@example.com',
		'jane@example.com.',
		'jane@example',
		'jane.@example.com',
		'.jane@example.com',
		'ja..ne@example.com',
		'jane@-example.com',
		'jane@exam_ple.com',
		'jane@example..com',
		'jane@1.2.3.4',
		'jane@[1.2.3.4]',
		'jane@example.com?subject=x',
		'jane@example.com;joe@example.com',
		'jane@joe@example.com',
		'<jane@example.com>',
		'jane doe@example.com',
		'mailto:mailto:jane@example.com',
		'@example.com',
		'jane@',
		long(65, 10),
		long(64, 61, 61, 62),
		'jane@example.c',
		'jane@ｅxample.com',
		'ｊane@example.com',
		'oﬃce@example.com',
	])('is not %s', (address) => {
		expect(read(email(), address)).toMatch(/^is not an e-mail address: "/);
	});

	it.each([
		['undefined@example.com', 'undefined'],
		['jane.undefined@example.com', 'undefined'],
		['jane@undefined.com', 'undefined'],
		['NaN@example.com', 'NaN'],
		['null@example.com', 'null'],
	])('is none with a hole: %s', (address, hole) => {
		expect(read(email(), address)).toBe(`holds "${hole}": the expression found no value`);
	});

	it.each(['nan@example.com', 'null.j@example.com', 'jane@null.example', 'undefinedjane@example.com'])(
		'is %s, which only looks like one with a hole',
		(address) => {
			expect(read(email(), address)).toBe(address);
		},
	);

	it('is judged at once whatever its length', () => {
		for (const part of ['a', 'a.', '@', 'a@', '.', ' ', '\u200b', 'a@b.', "'", '{{', '\u0301', '[object ']) {
			expect(read(email(), part.repeat(Math.ceil(1_000_000 / part.length)))).toMatch(/^is /);
		}
	});

	it('that is taken has one @, a dot behind it and neither blanks nor brackets', () => {
		const signs = fc.constantFrom(...'ab1.@-_\'"()<>[],;: \u200b\u00a0é');
		fc.assert(
			fc.property(fc.array(signs), fc.array(signs), (local, domain) => {
				const address = read(email(), `a${local.join('')}@b${domain.join('')}.com`);
				if (typeof address !== 'string' || address.startsWith('is ')) return;
				expect(address).toMatch(/^[^@\s"()<>[\],;:]+@[^@\s"()<>[\],;:']+\.[^@\s"()<>[\],;:'.]+$/);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('a text with words that Tango puts values in the place of', () => {
	const field = text({}, { tags: ['message', 'reward_name'] });

	it('may hold these', () => {
		expect(read(field, '{{message}}')).toBe('{{message}}');
		expect(read(field, 'Your {{reward_name}}: {{message}}')).toBe('Your {{reward_name}}: {{message}}');
	});

	it('may hold no other and no other spelling, nor an expression that nobody switched on', () => {
		const words = 'Tango puts values in here for {{message}}, {{reward_name}} alone, spelt like this';
		expect(read(field, 'Hi {{name}}')).toBe(`holds "{{name}}": ${words}`);
		expect(read(field, 'Hi {{ message }}')).toBe(`holds "{{ message }}": ${words}`);
		expect(read(field, '{{message}} {{ $json.x }}')).toContain('Choose Expression above the field');
		expect(read(text(), '{{message}}')).toContain('Choose Expression above the field');
	});
});
