const MAX_LENGTH = 254;
const MAX_LOCAL = 64;
const ATOM = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** As Tango's validator (constraint "Email") sees it, and with a dot in the domain; lengths as in RFC 5321. */
export function isEmail(text: string): boolean {
	if (text.length > MAX_LENGTH) return false;
	const [local = '', domain = '', ...more] = text.split('@');
	const labels = domain.split('.');
	return (
		more.length === 0 &&
		local.length <= MAX_LOCAL &&
		local.split('.').every((atom) => ATOM.test(atom)) &&
		labels.length > 1 &&
		labels.every((label) => LABEL.test(label))
	);
}
