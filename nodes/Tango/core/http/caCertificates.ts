import { X509Certificate } from 'node:crypto';
import { invalidCredentialsField } from '../foundation/errors';

/** The credential's field that everything here is about. */
const FIELD = 'caCertificates';

/** RFC 7468 §5.1, and an older name of the same thing. */
const CERTIFICATE_LABELS: readonly string[] = ['CERTIFICATE', 'X509 CERTIFICATE'];

const BEGIN_OR_END = /-----(BEGIN|END) ([A-Z0-9 ]+)-----/g;
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/;

/** Single-line form fields turn line breaks into blanks or into the two characters `\n`; neither is base64. */
const LINE_BREAKS = /(?:\s|\\[nr])+/g;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Reads the PEM blocks a user pasted, with any text between them, into one clean PEM block per certificate.
 * Node takes garbage and private keys as `ca` without a word and fails later with a misleading
 * UNABLE_TO_VERIFY_LEAF_SIGNATURE, so everything that is not a certificate is refused here. No message
 * repeats the text: it may be a key.
 */
export function parseCaCertificates(pem: string): readonly string[] {
	if (pem.trim() === '') return [];
	if (PRIVATE_KEY.test(pem)) {
		throw invalidCredentialsField(
			FIELD,
			'contains a private key; paste only certificates, and treat that key as leaked',
		);
	}
	const blocks = splitBlocks(pem);
	if (blocks.length === 0) throw invalidCredentialsField(FIELD, 'contains no certificate in PEM form');
	return blocks.map((block, index) => readCertificate(block, index + 1).toString());
}

/** What is odd about the certificates, without being a reason to refuse them; `now` is Unix time in milliseconds. */
export function caCertificateWarnings(certificates: readonly string[], now: number): readonly string[] {
	return certificates.flatMap((pem, index) => {
		const certificate = new X509Certificate(pem);
		const name = `certificate ${index + 1}`;
		const from = Date.parse(certificate.validFrom);
		const to = Date.parse(certificate.validTo);
		return [
			...(to < now ? [`${name} expired on ${isoDay(to)}`] : []),
			...(from > now ? [`${name} is not valid before ${isoDay(from)}`] : []),
			...(certificate.ca ? [] : [`${name} is not a certificate authority`]),
		];
	});
}

interface Block {
	readonly label: string;
	/** Base64 without line breaks; undefined when the block has no END line. */
	readonly base64: string | undefined;
}

function splitBlocks(pem: string): Block[] {
	const blocks: Block[] = [];
	const marks = [...pem.matchAll(BEGIN_OR_END)];
	for (let at = 0; at < marks.length; at++) {
		const [line, kind, label = ''] = marks[at] ?? ['', '', ''];
		const start = (marks[at]?.index ?? 0) + line.length;
		const next = marks[at + 1];
		if (kind === 'END') {
			throw invalidCredentialsField(
				FIELD,
				`has an END line without a BEGIN line ${afterBlock(blocks.length)}`,
			);
		}
		const complete = next?.[1] === 'END' && next[2] === label;
		blocks.push({
			label,
			base64: complete ? pem.slice(start, next.index).replace(LINE_BREAKS, '') : undefined,
		});
		if (complete) at++;
		else break; // the rest cannot be told apart; this block is what the user must look at
	}
	return blocks;
}

function readCertificate({ label, base64 }: Block, position: number): X509Certificate {
	if (!CERTIFICATE_LABELS.includes(label)) {
		throw invalidCredentialsField(
			FIELD,
			`has a ${label} as block ${position} where a certificate is expected`,
		);
	}
	if (base64 === undefined) {
		throw invalidCredentialsField(FIELD, `is cut off: block ${position} has no END line of its own`);
	}
	const certificate = BASE64.test(base64) ? decodeCertificate(Buffer.from(base64, 'base64')) : undefined;
	if (!certificate)
		throw invalidCredentialsField(FIELD, `is damaged: block ${position} is not a readable certificate`);
	return certificate;
}

function decodeCertificate(der: Buffer): X509Certificate | undefined {
	try {
		const certificate = new X509Certificate(der);
		// OpenSSL ignores what follows the certificate; leftover bytes mean that something went wrong on the way.
		return certificate.raw.length === der.length ? certificate : undefined;
	} catch {
		return undefined;
	}
}

const afterBlock = (count: number) => (count === 0 ? 'at the start' : `after block ${count}`);
const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);
