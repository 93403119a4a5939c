/** Status line of a 100; its reason phrase may be missing. */
const CONTINUE = /^HTTP\/1\.1 100[ \r]/;
const STATUS_BYTES = 13;
const HEAD_END = '\r\n\r\n';

interface Readable {
	read(size?: number): unknown;
}

/**
 * Lets a connection skip a 100 that nobody asked for. RFC 9110 §15.2 wants clients to bear one, old proxies send it,
 * and undici ends the connection instead, so that a creation would be left unknown. Our side never sends "Expect":
 * a 100 carries nothing. What follows it in the same piece is read as usual.
 */
export function skipContinue(socket: Readable): void {
	const read = socket.read.bind(socket);
	socket.read = (size) => {
		for (;;) {
			const piece = read(size);
			if (!Buffer.isBuffer(piece)) return piece;
			const rest = withoutContinue(piece);
			if (rest.length > 0) return rest;
		}
	};
}

function withoutContinue(piece: Buffer): Buffer {
	let rest = piece;
	while (CONTINUE.test(rest.toString('latin1', 0, STATUS_BYTES))) {
		const end = rest.indexOf(HEAD_END);
		// Cut off in the middle, which nobody writes: undici ends the connection.
		if (end < 0) return rest;
		rest = rest.subarray(end + HEAD_END.length);
	}
	return rest;
}
