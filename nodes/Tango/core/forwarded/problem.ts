/** Why an X-Forwarded-For value was refused. */
export type XffProblem =
	| 'NOT_STRING' // a number, an object, null
	| 'TOO_LONG' // more than MAX_BYTES
	| 'TOO_MANY' // more than MAX_ENTRIES
	| 'ILLEGAL_CHAR' // a control character, or anything outside ASCII
	| 'EMPTY' // nothing between two quotation marks
	| 'BAD_QUOTE' // quotation marks that do not surround exactly one entry
	| 'BAD_BRACKET' // brackets that do not surround exactly one IPv6 address
	| 'BAD_PORT' // something after the colon that is not a port
	| 'ZONE_ID' // fe80::1%eth0
	| 'UNKNOWN' // RFC 7239's "unknown"
	| 'OBFUSCATED' // RFC 7239's "_name"
	| 'NOT_IP'; // anything else

/** Room for 30 addresses in any spelling; far below the header limits of load balancers. */
export const MAX_BYTES = 2048;

/** An AWS load balancer answers 463 to more than 30 addresses. */
export const MAX_ENTRIES = 30;

const DESCRIPTIONS: Readonly<Record<XffProblem, string>> = {
	NOT_STRING: 'is not a text',
	TOO_LONG: `is longer than ${MAX_BYTES} characters`,
	TOO_MANY: `holds more than ${MAX_ENTRIES} addresses`,
	ILLEGAL_CHAR: 'holds a character that no IP address has, such as a line break or a special kind of space',
	EMPTY: 'holds quotation marks with no IP address between them',
	BAD_QUOTE: 'holds quotation marks that do not surround one whole IP address',
	BAD_BRACKET: 'holds square brackets that do not surround one whole IPv6 address',
	BAD_PORT: 'holds a port after the colon that is not a number from 0 to 65535',
	ZONE_ID:
		'holds an address with a % sign (a zone such as fe80::1%eth0), which means something on one computer only',
	UNKNOWN: 'holds "unknown" where an IP address is expected',
	OBFUSCATED: 'holds a hidden name (it starts with "_") where an IP address is expected',
	NOT_IP: 'holds something that is not an IP address such as 203.0.113.42 or 2001:db8::1',
};

/** The second half of a sentence that starts with the field's name: "holds "unknown" where an IP …". */
export function describeXffProblem(code: XffProblem): string {
	return DESCRIPTIONS[code];
}
