import { Transform, type TransformCallback } from 'node:stream';
import type { End } from './listening.ts';

/** How a connection is broken: by an end, or by silence on a connection that stays. */
export type Break = End | 'hold';

/**
 * What happens to one TCP connection. All of them pass bytes on unread, so TLS goes through. The sandbox breaks answers
 * in ways of its own (test/sandbox/wire), because there it counts whether the order was carried out before.
 */
export type Toxic =
	| { readonly kind: 'breakAtConnect'; readonly how: Break }
	/** The first `after` bytes still get through. */
	| { readonly kind: 'breakRequest'; readonly after: number; readonly how: Break }
	| { readonly kind: 'breakAnswer'; readonly after: number; readonly how: Break }
	/** One bit of the byte at `after` arrives wrong. */
	| { readonly kind: 'garbleAnswer'; readonly after: number }
	/** Every piece is late by so much, in both directions. */
	| { readonly kind: 'latency'; readonly ms: number }
	/** Every byte travels alone, in both directions. */
	| { readonly kind: 'slicer' }
	/** So many bytes at a time with a pause after each, on the way back. */
	| { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number };

export type Direction = 'request' | 'answer';

/** The stream that a direction's bytes go through; `cut` ends the connection in the way the toxic asks for. */
export function toxicStream(
	toxic: Toxic | undefined,
	direction: Direction,
	cut: (how: End) => void,
): Transform {
	switch (toxic?.kind) {
		case 'breakRequest':
			return direction === 'request' ? breaker(toxic.after, toxic.how, cut) : through();
		case 'breakAnswer':
			return direction === 'answer' ? breaker(toxic.after, toxic.how, cut) : through();
		case 'garbleAnswer':
			return direction === 'answer' ? garbler(toxic.after) : through();
		case 'latency':
			return pieces((chunk) => [chunk], { waitMs: toxic.ms });
		case 'slicer':
			return pieces((chunk) => sliced(chunk, 1), {});
		case 'drip':
			return direction === 'answer'
				? pieces((chunk) => sliced(chunk, toxic.bytes), { waitMs: toxic.everyMs })
				: through();
		default:
			return through();
	}
}

function through(): Transform {
	return new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) });
}

function breaker(after: number, how: Break, cut: (how: End) => void): Transform {
	let left = after;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			const passed = chunk.subarray(0, left);
			left -= passed.length;
			if (passed.length > 0) this.push(passed);
			// With `hold` the rest is swallowed, so that the connection's end is still noticed.
			if (left === 0 && how !== 'hold') setImmediate(cut, how);
			done();
		},
	});
}

function garbler(after: number): Transform {
	let seen = 0;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			const at = after - seen;
			seen += chunk.length;
			const bytes = Buffer.from(chunk);
			const right = bytes[at];
			if (right !== undefined) bytes[at] = right ^ 1;
			done(null, bytes);
		},
	});
}

function sliced(chunk: Buffer, bytes: number): Buffer[] {
	const count = Math.ceil(chunk.length / bytes);
	return Array.from({ length: count }, (_, index) => chunk.subarray(index * bytes, (index + 1) * bytes));
}

/** Without `waitMs` the pieces still leave one by one. */
function pieces(split: (chunk: Buffer) => Buffer[], { waitMs }: { waitMs?: number }): Transform {
	return new Transform({
		transform(chunk: Buffer, _encoding, done: TransformCallback) {
			const waiting = split(chunk);
			const next = () => {
				const piece = waiting.shift();
				if (piece === undefined || this.destroyed) return done();
				this.push(piece);
				if (waitMs === undefined) setImmediate(next);
				else setTimeout(next, waitMs);
			};
			if (waitMs === undefined) next();
			else setTimeout(next, waitMs);
		},
	});
}
