import { spellings } from './spellings.ts';

/**
 * Secrets that look like nothing else, and visibly are none. Their signs need escaping everywhere; no twelve letters
 * of them in a row are a name that n8n uses itself.
 */
export const PLANTED = {
	apiKey: 'LEAKMARK-apiKey-7Qz4Vt9/+&"Rk',
	secondaryApiKey: 'LEAKMARK-apiKey2-3Hx8Nw=?Lp',
	clientSecret: 'LEAKMARK-cliSec-6Yd1Gs/+&"Fm',
	password: 'LEAKMARK-passWd-2Bc5Jz<%>Uq e',
	bearer: 'LEAKMARK-bearer-9Ka3Xe.0Dw7Io_Ty',
} as const;

/** Who the planted key belongs to; no secret itself. */
export const PLANTED_PLATFORM = 'leakplatform';

/**
 * What a server says that has read our request and repeats the secrets in every spelling it knows. A line break
 * stands before each, so that one in a log would begin a line of its own.
 */
export function echoOf(secrets: readonly string[], user: string = PLANTED_PLATFORM): string {
	const spelled = secrets.flatMap((secret) => [
		Buffer.from(`${user}:${secret}`).toString('base64'),
		...Object.entries(spellings(secret, user))
			// Nobody who means no harm writes backwards; twice escaped JSON is read by no reader of ours.
			.filter(([name]) => name !== 'reversed' && name !== 'json in json')
			.map(([, text]) => text),
	]);
	return spelled.map((text) => `\nyou sent ${text}.`).join('');
}
