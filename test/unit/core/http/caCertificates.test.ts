import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isTangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import {
	caCertificateWarnings,
	parseCaCertificates,
} from '../../../../nodes/Tango/core/http/caCertificates.ts';
import { createTestCa, daysFromNow } from '../../../support/tls/testCa.ts';

let first: string;
let second: string;
let leaf: { key: string; cert: string };

beforeAll(async () => {
	const ca = await createTestCa();
	first = ca.pem;
	second = (await createTestCa({ name: 'Second' })).pem;
	leaf = await ca.issue({ dnsNames: ['a.test'] });
});

/** The problem it names, or what else was thrown. */
function problemOf(pem: string): unknown {
	try {
		return parseCaCertificates(pem);
	} catch (error) {
		if (!isTangoError(error)) return error;
		expect(error.code).toBe('INVALID_CREDENTIALS_FIELD');
		expect(error.facts.field).toBe('caCertificates');
		return error.facts.problem;
	}
}

describe('parseCaCertificates', () => {
	it.each(['', ' ', '\n\t\r\n'])('gives none for %j', (pem) => {
		expect(parseCaCertificates(pem)).toEqual([]);
	});

	it('gives one clean block per certificate, whatever stands between them', () => {
		expect(parseCaCertificates(`# Corp root\n${first}subject=Second\r\n${second}\nthe end`)).toEqual([
			first,
			second,
		]);
	});

	it.each([
		['Windows line ends', (pem: string) => pem.replaceAll('\n', '\r\n')],
		['blanks for line ends', (pem: string) => pem.replaceAll('\n', ' ')],
		['the two characters \\n for line ends', (pem: string) => pem.replaceAll('\n', '\\n')],
		['no line ends', (pem: string) => pem.replaceAll('\n', '')],
		['a byte order mark', (pem: string) => `\uFEFF${pem}`],
		['indentation', (pem: string) => pem.replaceAll('\n', '\n    ')],
		['the older label', (pem: string) => pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE')],
	])('reads a certificate with %s', (_name, spell) => {
		expect(parseCaCertificates(spell(first + second))).toEqual([first, second]);
	});

	it.each([
		'PRIVATE KEY',
		'RSA PRIVATE KEY',
		'EC PRIVATE KEY',
		'ENCRYPTED PRIVATE KEY',
		'OPENSSH PRIVATE KEY',
	])('refuses a %s anywhere and does not repeat it', (label) => {
		const key = `-----BEGIN ${label}-----\nc2VjcmV0\n-----END ${label}-----\n`;
		for (const pem of [key, first + key, key + first]) {
			expect(problemOf(pem)).toMatch(/^contains a private key/);
			expect(problemOf(pem)).not.toContain('c2VjcmV0');
		}
	});

	it('refuses the real key of a server', () => {
		expect(problemOf(leaf.cert + leaf.key)).toMatch(/private key/);
	});

	it.each<[string, () => string, RegExp]>([
		['text', () => 'hello', /^contains no certificate/],
		['base64 without its frame', () => first.split('\n').slice(1, -2).join('\n'), /^contains no certificate/],
		[
			'another kind of block',
			() => `${first}-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----`,
			/CERTIFICATE REQUEST as block 2/,
		],
		['a block without END', () => first + second.replace(/-----END.*/, ''), /cut off: block 2/],
		['a first block without END', () => first.replace(/-----END.*/, '') + second, /cut off: block 1/],
		[
			'an END alone',
			() => first + second.replace(/-----BEGIN.*-----/, ''),
			/END line without a BEGIN line after block 1/,
		],
		['a character that is not base64', () => first + second.replace(/\n(.)/, '\n*'), /damaged: block 2/],
		[
			'a lost line',
			() =>
				first
					.split('\n')
					.filter((_, index) => index !== 3)
					.join('\n'),
			/damaged: block 1/,
		],
		['an empty block', () => '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----', /damaged: block 1/],
		['bytes after the certificate', () => appended(first), /damaged: block 1/],
	])('refuses %s and says where', (_name, pem, problem) => {
		expect(problemOf(pem())).toMatch(problem);
	});

	it('takes any text without crashing, and only refuses it by a TangoError', () => {
		const noise = fc.string({
			unit: fc.constantFrom('-----BEGIN ', 'CERTIFICATE', '-----', '-----END ', 'A', '=', '\n', ' '),
		});
		fc.assert(
			fc.property(noise, (pem) => {
				const result = problemOf(pem);
				expect(Array.isArray(result) || typeof result === 'string').toBe(true);
			}),
		);
	});
});

describe('parseCaCertificates, for any text', () => {
	/** What people leave between certificates; no line of it looks like the frame of a block. */
	const between = fc.string({ unit: fc.constantFrom('#', ' ', '\n', '\r\n', 'subject=CN', 'ä', '---', ':') });
	const spelling = fc.constantFrom<(pem: string) => string>(
		(pem) => pem,
		(pem) => pem.replaceAll('\n', '\r\n'),
		(pem) => pem.replaceAll('\n', '\\n'),
		(pem) => pem.replaceAll('\n', ' '),
	);

	it('gives back exactly the certificates that are in it, in their order', () => {
		const piece = fc.tuple(between, fc.boolean(), spelling);
		fc.assert(
			fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), between, (pieces, end) => {
				const chosen = pieces.map(([, isFirst]) => (isFirst ? first : second));
				const text = pieces.map(([before, , spell], at) => `${before}\n${spell(chosen[at] ?? '')}`).join('');
				expect(parseCaCertificates(text + end)).toEqual(chosen);
			}),
		);
	});

	it('cut off anywhere, gives the certificates before the cut or refuses; never a part of one', () => {
		const whole = first + second;
		fc.assert(
			fc.property(fc.nat({ max: whole.length }), (length) => {
				const complete = [first, second].filter(
					(_, at) => length >= (at === 0 ? first : whole).trimEnd().length,
				);
				const result = problemOf(whole.slice(0, length));
				if (typeof result === 'string') expect(result).toMatch(/^(contains no certificate|is cut off)/);
				else expect(result).toEqual(complete);
			}),
			{ examples: [[first.length], [whole.length - 1], [whole.length - 2], [0]] },
		);
	});

	it('never repeats it in what it says', () => {
		const secret = 'c2VjcmV0LWtleQ';
		const frame = fc.constantFrom('CERTIFICATE', 'EC PRIVATE KEY', 'PUBLIC KEY', 'PKCS7', 'certificate', '');
		fc.assert(
			fc.property(frame, frame, fc.boolean(), (begin, end, withFirst) => {
				const block = `-----BEGIN ${begin}-----\n${secret}\n-----END ${end}-----\n`;
				const problem = problemOf(withFirst ? first + block : block);
				if (typeof problem === 'string') expect(problem).not.toContain(secret);
				else expect(problem).toEqual([first]);
			}),
		);
	});
});

describe('caCertificateWarnings', () => {
	it('is silent about a good authority', () => {
		expect(caCertificateWarnings([first, second], Date.now())).toEqual([]);
	});

	it('names what is odd, certificate by certificate', async () => {
		const expired = (
			await createTestCa({ notBefore: daysFromNow(-9), notAfter: new Date('2026-01-02T03:04:05Z') })
		).pem;
		const early = (
			await createTestCa({ notBefore: new Date('2099-05-06T00:00:00Z'), notAfter: new Date('2100-01-01') })
		).pem;
		expect(caCertificateWarnings([first, expired, early, leaf.cert], Date.now())).toEqual(
			expect.arrayContaining([
				'certificate 2 expired on 2026-01-02',
				'certificate 3 is not valid before 2099-05-06',
				'certificate 4 is not a certificate authority',
			]),
		);
	});
});

function appended(pem: string): string {
	const der = Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64');
	const more = Buffer.concat([der, Buffer.from([1, 2, 3])]).toString('base64');
	return `-----BEGIN CERTIFICATE-----\n${more}\n-----END CERTIFICATE-----`;
}
