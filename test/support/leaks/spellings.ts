/** Every way in which a secret may turn up in somebody's text, by the name of the way. */
export function spellings(secret: string, user = 'user'): Readonly<Record<string, string>> {
	const bytes = Buffer.from(secret);
	const json = JSON.stringify(secret).slice(1, -1);
	const inside = (before: number) => {
		const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		// Only the characters that depend on the secret alone: the neighbours decide the ones at the ends.
		return encoded.slice(Math.ceil((8 * before) / 6), Math.floor((8 * (before + bytes.length)) / 6));
	};
	return {
		plain: secret,
		reversed: [...secret].reverse().join(''),
		json,
		'json, slashes escaped': json.replaceAll('/', '\\/'),
		'json in json': JSON.stringify(json).slice(1, -1),
		'ascii json': json.replace(/[^\x20-\x7e]/g, (one) => `\\u${hex(one)}`),
		percent: encodeURIComponent(secret),
		'percent in lower case': encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
		form: new URLSearchParams({ a: secret }).toString().slice(2),
		html: secret
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('>', '&gt;')
			.replaceAll('"', '&quot;'),
		hex: bytes.toString('hex'),
		'hex in upper case': bytes.toString('hex').toUpperCase(),
		base64: bytes.toString('base64'),
		base64url: bytes.toString('base64url'),
		'base64 after one byte': inside(1),
		'base64 after two bytes': inside(2),
		basic: inside(Buffer.byteLength(`${user}:`)),
	};
}

function hex(character: string): string {
	return character.charCodeAt(0).toString(16).padStart(4, '0');
}
