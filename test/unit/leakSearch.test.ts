import { describe, expect, it } from 'vitest';

import { LeakSearch, PIECE } from '../support/leaks/leakSearch.ts';
import { shown } from '../support/leaks/shown.ts';
import { spellings } from '../support/leaks/spellings.ts';

const SECRETS = {
	apiKey: 'LEAKMARK-apiKey-7Qz/+&"é x',
	password: 'LEAKMARK-pass-word-Wm2%<=>',
};
const search = new LeakSearch(SECRETS, 'acme');

/** Text that a careful program may print. */
const HARMLESS =
	'HTTP 401 after 1 attempt, Authorization: [redacted], LEAKMARK, platform acme, request 492fc1a0-ae5b-441b';

describe('the search for leaks', () => {
	it('finds nothing where nothing is', () => {
		expect(search.find(HARMLESS)).toEqual([]);
		expect(search.findInBytes(Buffer.from(HARMLESS))).toEqual([]);
	});

	describe.each(Object.entries(SECRETS))('finds %s', (secret, text) => {
		it.each(Object.entries(spellings(text, 'acme')))('spelled %s', (_spelling, written) => {
			expect(search.find(`before ${written} after`)).toContainEqual(expect.objectContaining({ secret }));
		});

		it.each(Object.entries(spellings(text, 'acme')))('in pieces of one spelled %s', (_spelling, written) => {
			for (let at = 0; at + PIECE <= written.length; at++) {
				const piece = written.slice(at, at + PIECE);
				expect(search.find(`…${piece}…`), piece).not.toEqual([]);
			}
		});

		it('in base64 wherever it stands in something longer', () => {
			for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
				const encoded = Buffer.from(`${before}${text}:after`).toString('base64');
				expect(search.find(encoded), before).toContainEqual(expect.objectContaining({ secret }));
			}
		});

		it('among the bytes of a file, in UTF-8 and in UTF-16', () => {
			for (const encoding of ['utf8', 'utf16le'] as const) {
				const bytes = Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(text, encoding), Buffer.alloc(3)]);
				expect(search.findInBytes(bytes), encoding).toContainEqual(expect.objectContaining({ secret }));
			}
		});
	});

	it('says which secret it was, how it was spelled and what stands around it', () => {
		const [leak] = search.find(`key=${SECRETS.apiKey};`);
		expect(leak).toMatchObject({ secret: 'apiKey', spelling: 'plain' });
		expect(leak?.around).toContain('key=LEAKMARK-apiKey');
	});

	it('takes no secret that is too short to be told from chance', () => {
		expect(() => new LeakSearch({ pin: '1234' })).toThrow('pin is too short');
	});
});

class Careless {
	readonly #hidden = 1;
	readonly key = SECRETS.apiKey;

	size(): number {
		return this.#hidden;
	}
}

/** Errors and objects that give a secret away, each in another place. */
const CARELESS: Record<string, () => unknown> = {
	'a message': () => new Error(`refused ${SECRETS.apiKey}`),
	'a cause': () => new Error('refused', { cause: new Error(SECRETS.apiKey) }),
	'a cause that is no error': () => new Error('refused', { cause: { headers: [SECRETS.apiKey] } }),
	'a context': () => Object.assign(new Error('refused'), { context: { data: { key: SECRETS.apiKey } } }),
	'a hidden property': () =>
		Object.defineProperty(new Error('refused'), 'request', { value: SECRETS.apiKey }),
	'the hidden property of a cause': () =>
		new Error('refused', { cause: Object.defineProperty({}, 'request', { value: SECRETS.apiKey }) }),
	'a stack': () => Object.assign(new Error('refused'), { stack: `at ${SECRETS.apiKey}` }),
	'a list of errors': () => new AggregateError([new Error(SECRETS.apiKey)], 'refused'),
	'a field': () => new Careless(),
	'a field of something that shows itself otherwise': () =>
		Object.assign(new Careless(), { toJSON: () => 'nothing' }),
	'a map in a map': () => new Map([['a', new Map([['b', SECRETS.apiKey]])]]),
	'a symbol': () => ({ [Symbol('key')]: SECRETS.apiKey }),
	'a getter': () => ({
		get key() {
			return SECRETS.apiKey;
		},
	}),
	'a circle': () => {
		const circle: Record<string, unknown> = { key: SECRETS.apiKey };
		circle.self = circle;
		return circle;
	},
	'what toString gives': () => ({ toString: () => SECRETS.apiKey }),
	'what toJSON gives': () => ({ toJSON: () => SECRETS.apiKey }),
	'a settled promise': () => Promise.resolve({ key: SECRETS.apiKey }),
};

describe('what a value shows', () => {
	it.each(Object.entries(CARELESS))('includes %s', (_place, make) => {
		expect(search.find(shown(make()))).toContainEqual(expect.objectContaining({ secret: 'apiKey' }));
	});
});
