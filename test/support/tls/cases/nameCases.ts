import { HOST } from '../../badServer/loopback.ts';
import { type CertificateCase, type CertificateCases, leaf, untrusted } from './certificateCase.ts';
import type { NameConstraints } from '../testExtensions.ts';

const WRONG_NAME = untrusted('ERR_TLS_CERT_ALTNAME_INVALID');
const NO_SAN = untrusted('ERR_TLS_CERT_NO_SAN');
const IP = '127.0.0.1';

const manyNames = (last: string) => [
	...Array.from({ length: 999 }, (_, index) => `h${index}.good.test`),
	last,
];

const named = (...dnsNames: readonly string[]): CertificateCase => ({ show: leaf({ dnsNames }) });
const misnamed = (...dnsNames: readonly string[]): CertificateCase => ({
	...named(...dnsNames),
	failure: WRONG_NAME,
});

const constrained = (nameConstraints: NameConstraints): CertificateCase => ({
	show: async ({ root }) => ({
		server: await (await root.issueCa({ nameConstraints })).issue({ dnsNames: [HOST] }),
	}),
});

/** Which names stand for the host asked for: RFC 9525, and RFC 5280 §4.2.1.10 for constraints. */
export const NAME_CASES: CertificateCases = {
	'the host among other names': named('other.test', HOST),
	'the host in capitals': named('API.GOOD.TEST'),
	'the host with a trailing dot': named(`${HOST}.`),
	'the host asked for with a trailing dot': { ...named(HOST), host: `${HOST}.` },
	'an international host as A-label': {
		...named('xn--bcher-kva.good.test'),
		host: 'bücher.good.test',
	},
	'a thousand names, the last one right': named(...manyNames(HOST)),
	'an IP address named as IP': { show: leaf({ ipAddresses: [IP] }), host: IP },

	'another host': misnamed('other.test'),
	'a thousand names, all of them others': misnamed(...manyNames('other.test')),
	'the host as the beginning of a longer name': misnamed(`${HOST}.evil.test`),
	'the host with a NUL and another domain behind it': misnamed(`${HOST}\0.evil.test`),
	'the host smuggled into another name by a comma': misnamed(`evil.test, DNS:${HOST}`),
	'the parent domain with a leading dot': misnamed('.good.test'),
	'an international host as U-label': { ...misnamed('bücher.good.test'), host: 'bücher.good.test' },
	'an IP address, and only a DNS name': { ...misnamed(HOST), host: IP },
	'an IP address named as DNS': { ...misnamed(IP), host: IP },
	'another IP address': { show: leaf({ ipAddresses: ['127.0.0.2'] }), host: IP, failure: WRONG_NAME },
	'the host as URI only': { show: leaf({ urls: [`https://${HOST}/`] }), failure: WRONG_NAME },
	'the host as common name and no subjectAltName': {
		show: leaf({ commonName: HOST }),
		failure: NO_SAN,
	},
	'the host as common name beside a subjectAltName without DNS names': {
		show: leaf({ commonName: HOST, emails: ['a@good.test'] }),
		failure: WRONG_NAME,
	},

	'a wildcard for the leftmost label': named('*.good.test'),
	'a wildcard for an international label': { ...named('*.good.test'), host: 'bücher.good.test' },
	'a wildcard for two labels': { ...misnamed('*.test'), host: 'api.deep.test' },
	'a wildcard and the domain itself': { ...misnamed('*.good.test'), host: 'good.test' },
	'a wildcard right below the top-level domain': { ...misnamed('*.test'), host: 'good.test' },
	'a wildcard alone': misnamed('*'),
	'two wildcards': misnamed('*.*.test'),
	'a wildcard inside the name': misnamed('api.*.test'),
	'a wildcard as the end of a label': misnamed('a*.good.test'),
	'a wildcard as the beginning of a label': misnamed('*i.good.test'),
	'a wildcard in the middle of a label': misnamed('a*i.good.test'),
	'a wildcard in an A-label': { ...misnamed('xn--*.good.test'), host: 'bücher.good.test' },
	'a wildcard for an IP address': { ...misnamed('*.0.0.1'), host: IP },
	'a partial wildcard beside the host': named('a*.good.test', HOST),

	'an authority that is permitted this domain': constrained({ permitted: ['good.test'] }),
	'an authority from which another domain is excluded': constrained({ excluded: ['evil.test'] }),
	'an authority that is permitted another domain only': {
		...constrained({ permitted: ['evil.test'] }),
		failure: untrusted('PERMITTED_VIOLATION'),
	},
	'an authority from which this domain is excluded': {
		...constrained({ permitted: ['test'], excluded: ['good.test'] }),
		failure: untrusted('EXCLUDED_VIOLATION'),
	},
};
