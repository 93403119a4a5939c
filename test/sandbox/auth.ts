import { BASIC, OAUTH } from './access.ts';
import { ApiError } from './errors.ts';
import type { Call } from './exchange.ts';
import type { Store } from './store.ts';

const ASK_SUPPORT = 'If you continue to have problems please contact devsupport@tangocard.com';

/** Lets a request in or throws the 401 Tango gives. */
export function authenticate(call: Call, { access, dpop }: Pick<Store, 'access' | 'dpop'>): void {
	const [scheme, value] = split(call.headers.authorization);
	if (scheme === 'bearer') {
		const token = access.liveToken(value);
		// A bound token without its proof may be a stolen one (RFC 9449 section 7.2).
		if (token && token.jkt === undefined && dpop.mode !== 'strict') return;
		throw tokenRefused(dpop.mode === 'strict' ? { 'WWW-Authenticate': 'DPoP algs="ES256"' } : {});
	}
	if (scheme === 'dpop' && dpop.mode !== 'off') {
		const challenge = (error: string) => ({ 'WWW-Authenticate': `DPoP error="${error}", algs="ES256"` });
		const token = access.liveToken(value);
		if (token?.jkt === undefined) throw tokenRefused(challenge('invalid_token'));
		const proof = dpop.check(call, value);
		if (!proof.ok) throw tokenRefused({ ...challenge(proof.error), ...dpop.nonceHeaders });
		if (proof.jkt !== token.jkt) throw tokenRefused(challenge('invalid_token'));
		return;
	}
	if (scheme !== 'basic') throw new ApiError(401, '401.001', 'Basic authentication is required');

	const [platformName, key] = decode(value);
	if (key === undefined) throw new ApiError(401, '401.002', 'Invalid basic authentication token');
	if (platformName === BASIC.platformName && access.isActiveKey(key)) return;
	throw new ApiError(
		401,
		'401.501',
		`Authentication failed. Please check your platform name and key. ${ASK_SUPPORT}`,
	);
}

/** Whose allowance a request uses up: two tokens of one client share it, as do two platform keys. */
export function credentialOf(header: string | undefined): string {
	const [scheme, value] = split(header);
	if (scheme === 'bearer' || scheme === 'dpop') return OAUTH.clientId;
	return scheme === 'basic' ? (decode(value)[0] ?? '') : '';
}

function tokenRefused(headers: Readonly<Record<string, string>>): ApiError {
	return new ApiError(401, '401.502', 'Full authentication is required to access this resource', { headers });
}

function split(header = ''): [scheme: string, value: string] {
	const space = header.indexOf(' ');
	return [header.slice(0, Math.max(space, 0)).toLowerCase(), header.slice(space + 1)];
}

function decode(value: string): [platformName?: string, key?: string] {
	const text = Buffer.from(value, 'base64').toString();
	const colon = text.indexOf(':');
	return colon < 0 ? [] : [text.slice(0, colon), text.slice(colon + 1)];
}
