import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

export interface NameConstraints {
	/** DNS subtrees, such as `good.test`, which holds all names below it. */
	readonly permitted?: readonly string[];
	readonly excluded?: readonly string[];
}

export interface CaExtensionOptions {
	/** False makes a certificate that signs others although it must not. */
	readonly ca?: boolean;
	readonly pathLength?: number;
	readonly keyUsage?: x509.KeyUsageFlags;
	readonly nameConstraints?: NameConstraints;
}

export interface LeafExtensionOptions {
	readonly dnsNames?: readonly string[];
	readonly ipAddresses?: readonly string[];
	readonly emails?: readonly string[];
	readonly urls?: readonly string[];
	/** Extended key usage; `none` leaves the extension out, which allows everything. */
	readonly usage?: 'server' | 'client' | 'none';
	/** Key usage; left out, it allows everything. */
	readonly keyUsage?: x509.KeyUsageFlags;
	/** Adds an extension that is critical and that nobody knows (RFC 5280 §4.2: to be refused). */
	readonly unknownCritical?: boolean;
}

const SIGNS_CERTIFICATES = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
/** Below the number that IANA gives to examples (RFC 5612). */
const UNKNOWN_OID = '1.3.6.1.4.1.32473.1';
const NAME_CONSTRAINTS_OID = '2.5.29.30';
const DER = { sequence: 0x30, null: 0x05, permitted: 0xa0, excluded: 0xa1, dnsName: 0x82 } as const;

export function caExtensions({
	ca = true,
	pathLength,
	keyUsage = SIGNS_CERTIFICATES,
	nameConstraints,
}: CaExtensionOptions): x509.Extension[] {
	return [
		new x509.BasicConstraintsExtension(ca, ca ? pathLength : undefined, true),
		new x509.KeyUsagesExtension(keyUsage, true),
		...(nameConstraints ? [constraintsExtension(nameConstraints)] : []),
	];
}

export function leafExtensions({
	dnsNames = [],
	ipAddresses = [],
	emails = [],
	urls = [],
	usage = 'server',
	keyUsage,
	unknownCritical = false,
}: LeafExtensionOptions): x509.Extension[] {
	const names: x509.JsonGeneralNames = [
		...dnsNames.map((value) => ({ type: 'dns' as const, value })),
		...ipAddresses.map((value) => ({ type: 'ip' as const, value })),
		...emails.map((value) => ({ type: 'email' as const, value })),
		...urls.map((value) => ({ type: 'url' as const, value })),
	];
	const purpose = usage === 'server' ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth;
	return [
		new x509.BasicConstraintsExtension(false, undefined, true),
		...(usage === 'none' ? [] : [new x509.ExtendedKeyUsageExtension([purpose])]),
		...(keyUsage === undefined ? [] : [new x509.KeyUsagesExtension(keyUsage, true)]),
		...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
		...(unknownCritical ? [new x509.Extension(UNKNOWN_OID, true, der(DER.null))] : []),
	];
}

/** RFC 5280 §4.2.1.10; the library has no class for it. */
function constraintsExtension({ permitted = [], excluded = [] }: NameConstraints): x509.Extension {
	const subtree = (name: string) => der(DER.sequence, der(DER.dnsName, Buffer.from(name)));
	const subtrees = (tag: number, names: readonly string[]) =>
		names.length > 0 ? [der(tag, ...names.map(subtree))] : [];
	const value = [...subtrees(DER.permitted, permitted), ...subtrees(DER.excluded, excluded)];
	return new x509.Extension(NAME_CONSTRAINTS_OID, true, der(DER.sequence, ...value));
}

/** One DER value of up to 127 bytes. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
	const value = Buffer.concat(content);
	return Buffer.concat([Buffer.from([tag, value.length]), value]);
}
