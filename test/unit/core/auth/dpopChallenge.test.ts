import { describe, expect, it } from 'vitest';

import { dpopChallenge } from '../../../../nodes/Tango/core/auth/dpop.ts';

const read = (header: string) => dpopChallenge({ 'www-authenticate': header });

describe('the DPoP challenge of a 401', () => {
	it.each([
		['DPoP error="use_dpop_nonce", error_description="Resource server requires nonce in DPoP proof"'],
		['dpop error=use_dpop_nonce'],
		['DPoP algs="ES256 PS256", error = "use_dpop_nonce"'],
		['Bearer, DPoP error="use_dpop_nonce"'],
		['Bearer realm="x", error="invalid_token", DPoP algs="ES256",error="use_dpop_nonce"'],
		['DPoP error="use_dpop_nonce", Bearer error="invalid_token"'],
	])('is read from %s', (header) => {
		expect(read(header)).toEqual({ error: 'use_dpop_nonce' });
	});

	it.each(['DPoP', 'DPoP algs="ES256"', 'DPoP algs="ES256", Bearer error="invalid_token"', 'Bearer, DPoP'])(
		'without an error is one all the same: %s',
		(header) => {
			expect(read(header)).toEqual({ error: undefined });
		},
	);

	it.each(['', 'Bearer', 'Bearer error="use_dpop_nonce"', 'DPoPX error="use_dpop_nonce"', 'Basic realm="a"'])(
		'is not there in "%s"',
		(header) => {
			expect(read(header)).toBeUndefined();
		},
	);

	it('is not there without the header', () => {
		expect(dpopChallenge({ 'dpop-nonce': 'n' })).toBeUndefined();
	});

	it('is read in no time from the longest header that a server can send', () => {
		const before = process.cpuUsage();
		for (const piece of ['DPoP ', 'a=b ', 'a="', ', ', 'a=', 'DPoP a=b,'])
			read(`DPoP ${piece.repeat(4_000)}`);
		// Processor time, so that a busy machine does not make the test fail.
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
	});
});
