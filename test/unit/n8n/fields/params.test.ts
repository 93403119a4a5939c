import { describe, expect, it } from 'vitest';
import { z } from 'zod/v4';

import * as params from '../../../../nodes/Tango/n8n/fields/params.ts';

/** The value, or the problem as the second half of a sentence. */
function read(schema: z.ZodType, value: unknown): unknown {
	const parsed = schema.safeParse(value);
	return parsed.success ? parsed.data : { problem: parsed.error.issues[0]?.message };
}

const options = z.looseObject(params.requestOptions);
const list = z.object(params.listParams);

describe.each<[string, z.ZodType, ReadonlyArray<readonly [unknown, unknown]>]>([
	[
		'optionalText',
		params.optionalText,
		[
			[' a ', 'a'],
			['', undefined],
			['   ', undefined],
			[null, undefined],
			[undefined, undefined],
			[7, '7'],
			[{}, { problem: 'must be text' }],
			[true, { problem: 'must be text' }],
		],
	],
	[
		'requiredText',
		params.requiredText,
		[
			['a', 'a'],
			['  ', { problem: 'is empty' }],
			[null, { problem: 'is empty' }],
			[undefined, { problem: 'is empty' }],
			[[], { problem: 'must be text' }],
		],
	],
	[
		'identifier',
		params.identifier,
		[
			['acme-USD', 'acme-USD'],
			[' acme-usd ', 'acme-usd'],
			['abcd', { problem: 'must be 5 to 100 letters, digits or hyphens' }],
			['a'.repeat(101), { problem: 'must be 5 to 100 letters, digits or hyphens' }],
			['acme/../usd', { problem: 'must be 5 to 100 letters, digits or hyphens' }],
			['acme_usd', { problem: 'must be 5 to 100 letters, digits or hyphens' }],
		],
	],
	[
		'utid',
		params.utid,
		[
			['U666425', 'U666425'],
			['u1', 'u1'],
			['U', { problem: 'must be the letter U and up to 9 digits, such as U666425' }],
			['U1234567890', { problem: 'must be the letter U and up to 9 digits, such as U666425' }],
		],
	],
	[
		'email',
		params.email,
		[
			[' jane@example.com ', 'jane@example.com'],
			['jane@example', { problem: 'is not an e-mail address' }],
			['Jane <jane@example.com>', { problem: 'is not an e-mail address' }],
			['a@b.c,d@e.f', { problem: 'is not an e-mail address' }],
			['a@b.c\r\nBcc: d@e.f', { problem: 'is not an e-mail address' }],
			['', { problem: 'is empty' }],
		],
	],
	[
		'optionalEmail',
		params.optionalEmail,
		[
			['', undefined],
			['jane', { problem: 'is not an e-mail address' }],
		],
	],
	[
		'numberLike',
		params.numberLike,
		[
			[25, 25],
			['25.00', 25],
			[' 7 ', 7],
			['', { problem: 'must be a number' }],
			['ten', { problem: 'must be a number' }],
			['1,50', { problem: 'must be a number' }],
			[Number.NaN, { problem: 'must be a number' }],
			['Infinity', { problem: 'must be a number' }],
			[null, { problem: 'is empty' }],
			[true, { problem: 'must be a number' }],
		],
	],
	[
		'the request options',
		options,
		[
			[{}, {}],
			[
				{ timeout: 15, maxAttempts: 5, totalTimeout: 120 },
				{ timeout: 15, maxAttempts: 5, totalTimeout: 120 },
			],
			[{ forwardedFor: '203.0.113.42:443' }, { forwardedFor: '203.0.113.42' }],
			[{ forwardedFor: ' ' }, { forwardedFor: null }],
			[{ forwardedFor: undefined }, { forwardedFor: undefined }],
			[
				{ forwardedFor: 'a\r\nb' },
				{
					problem:
						'holds a character that no IP address has, such as a line break or a special kind of space',
				},
			],
			[{ timeout: 0 }, { problem: 'must be seconds from 1 to 300' }],
			[{ maxAttempts: 6 }, { problem: 'must be a number from 1 to 5' }],
			[{ maxAttempts: 0 }, { problem: 'must be a number from 1 to 5' }],
			[{ totalTimeout: 3_601 }, { problem: 'must be seconds from 1 to 3600' }],
			[{ concurrency: 4 }, { concurrency: 4 }],
		],
	],
	[
		'the fields of a list',
		list,
		[
			[{ simplify: true }, { returnAll: false, limit: 50, simplify: true }],
			[
				{ simplify: false, returnAll: true, limit: '7' },
				{ returnAll: true, limit: 7, simplify: false },
			],
			[{ simplify: true, limit: 0 }, { problem: 'must be at least 1' }],
		],
	],
])('%s', (_name, schema, cases) => {
	it.each(cases)('reads %j as %j', (value, expected) => {
		expect(read(schema, value)).toEqual(expected);
	});
});

describe('numbers that count things', () => {
	it.each<[string, z.ZodType, unknown]>([
		['limit', list, { simplify: true, limit: 2.5 }],
		['maxAttempts', options, { maxAttempts: 2.5 }],
	])('%s must be whole, as Tango refuses half an entry', (_name, schema, value) => {
		expect(schema.safeParse(value).success).toBe(false);
	});
});
