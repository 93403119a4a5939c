import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../nodes/Tango/core/foundation/json.ts';

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

describe('parseJson', () => {
	it('reads objects and arrays as they are', () => {
		expect(parseJson('{"a":[1,{"b":null}],"constructor":"c"}')).toEqual({
			a: [1, { b: null }],
			constructor: 'c',
		});
		expect(parseJson('[]')).toEqual([]);
	});

	it.each(['', 'null', '7', '"text"', '{"a":NaN}', '{"a":1}{}', '\ufeff{}', '<html>'])(
		'finds nothing in %j',
		(text) => {
			expect(parseJson(text)).toBeUndefined();
		},
	);

	it('leaves no __proto__ behind, which would become the prototype of a copy', () => {
		const value = parseJson('{"__proto__":{"a":1},"x":[{"__proto__":{"a":1},"\\u005f_proto__":2,"y":3}]}');
		expect(JSON.stringify(value)).toBe('{"x":[{"y":3}]}');
		expect(Reflect.get({}, 'a')).toBeUndefined();
	});

	it.each([
		['arrays', nested(100_000, '[', ']')],
		['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
	])('cuts 100,000 nested %s off, so that they can be written again', (_what, text) => {
		const written = JSON.stringify(parseJson(text));
		expect(written).toContain('null');
		expect(written.length).toBeLessThan(500);
	});

	it('keeps 64 levels whole', () => {
		const text = nested(64, '[', ']');
		expect(JSON.stringify(parseJson(text))).toBe(text);
		expect(JSON.stringify(parseJson(nested(65, '[', ']')))).toBe(`${'['.repeat(64)}null${']'.repeat(64)}`);
	});
});
