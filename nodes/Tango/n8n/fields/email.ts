import { shown } from './given';

const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

/** Letters of all alphabets; an apostrophe only inside, as sheets put one around. */
const ATOM =
	/^[\p{L}\p{M}\p{N}!#$%&*+/=?^_`{|}~-](?:[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]*[\p{L}\p{M}\p{N}!#$%&*+/=?^_`{|}~-])?$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/** What an expression writes where it finds no value; "null" may be somebody's name where more stands beside it. */
const HOLE = /^(?:undefined|NaN)$/;

/**
 * An address that a program can send to: RFC 5321 without quotes and without numbers for a host. Not zod's e-mail
 * check: its usual pattern refuses addresses that exist ("a&b@…", "müller@…"), the others take a domain without a
 * dot, and none knows the length limits. Every part is looked at once, so any text is judged in linear time.
 */
export function emailProblem(text: string): string | undefined {
	const [local = '', domain = ''] = text.split('@');
	const labels = domain.split('.');
	const hole = local === 'null' ? local : [...local.split('.'), ...labels].find((part) => HOLE.test(part));
	if (hole !== undefined && domain !== '') return `holds "${hole}": the expression found no value`;
	if (isSound(text)) return undefined;
	const advice = adviceFor(text);
	return advice === undefined
		? `is not an e-mail address: ${shown(text)}`
		: `is not an e-mail address: ${shown(text)}. ${advice}`;
}

function isSound(text: string): boolean {
	const [local = '', domain = '', ...more] = text.split('@');
	const labels = domain.split('.');
	return (
		more.length === 0 &&
		text.length <= MAX_LENGTH &&
		local.length <= MAX_LOCAL_LENGTH &&
		local.split('.').every((atom) => ATOM.test(atom)) &&
		labels.length > 1 &&
		labels.every((label) => LABEL.test(label)) &&
		/^(?!\d+$)../u.test(labels.at(-1) ?? '') &&
		// Full-width signs and the like: no mail server takes them for the letters that they look like.
		text.normalize('NFKC') === text
	);
}

/** Where addresses stand among other signs: "Ann <ann@example.com>", "ann@example.com, bob@example.com". */
function adviceFor(text: string): string | undefined {
	if (text.length > MAX_LENGTH) return undefined;
	const pieces = text.split(/[\s<>()[\]"“”'‘’,;:|]+/).map((piece) => piece.replace(/\.+$/, ''));
	const [address, ...others] = new Set(pieces.filter(isSound));
	if (address === undefined) return undefined;
	return others.length === 0 ? `Write ${address}` : 'Give each address a row of its own';
}

/** The address in a link. */
export function withoutMailto(text: string): string {
	return text.replace(/^mailto:(?:\/\/)? ?/i, '');
}
