import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { trustedRoots } from '../../../../nodes/Tango/core/http/tlsTrust.ts';

const names = (roots: readonly string[]) => roots.map((pem) => new X509Certificate(pem).subject);

describe('the trusted roots', () => {
	it('hold Amazon’s, from which Tango’s certificates come', () => {
		const subjects = names(trustedRoots([]));
		for (const name of ['Amazon Root CA 1', 'Amazon Root CA 2', 'Amazon Root CA 3', 'Amazon Root CA 4']) {
			expect(
				subjects.some((subject) => subject.includes(`CN=${name}`)),
				name,
			).toBe(true);
		}
	});
});
