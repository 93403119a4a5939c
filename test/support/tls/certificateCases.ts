import type { CertificateCases } from './cases/certificateCase.ts';
import { CHAIN_CASES } from './cases/chainCases.ts';
import { KEY_CASES } from './cases/keyCases.ts';
import { NAME_CASES } from './cases/nameCases.ts';
import { PROTOCOL_CASES } from './cases/protocolCases.ts';

/**
 * What a server may show, and how it is to be judged. Checks follow RFC 5280 and RFC 9525, the case list follows
 * badssl.com and x509-limbo. Revocation is absent: Node asks neither OCSP nor CRLs.
 */
export const CERTIFICATE_CASES: CertificateCases = {
	...NAME_CASES,
	...CHAIN_CASES,
	...KEY_CASES,
	...PROTOCOL_CASES,
};
