import type net from 'node:net';
import type { Behaviour } from './server.ts';

/** A whole HTTP answer as bytes. */
export function httpAnswer(
	status: number,
	body: string | Buffer,
	headers: Readonly<Record<string, string>> = {},
): Buffer {
	const bytes = Buffer.from(body);
	const lines = Object.entries({
		'Content-Type': 'application/json',
		'Content-Length': String(bytes.length),
		...headers,
	}).map(([name, value]) => `${name}: ${value}\r\n`);
	return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`, 'latin1'), bytes]);
}

/** Answers every request so, keeping the connection open. */
export const answers = (...answer: Parameters<typeof httpAnswer>): Behaviour => writes(httpAnswer(...answer));

export const answerOk = (body = '{}'): Behaviour => answers(200, body);

/** Answers every request with these bytes. */
export const writes =
	(bytes: string | Buffer): Behaviour =>
	(socket) =>
		void socket.write(bytes);

/** Writes the bytes and ends the connection. */
export const ends =
	(bytes: string | Buffer = ''): Behaviour =>
	(socket) =>
		void socket.end(bytes);

/** Writes the bytes and resets the connection. */
export const resets =
	(bytes: string | Buffer = ''): Behaviour =>
	(socket, request) => {
		socket.write(bytes);
		setTimeout(() => request.reset(), 30); // the bytes have to arrive first
	};

export const late =
	(ms: number, behaviour = answerOk()): Behaviour =>
	(...request) =>
		void setTimeout(() => behaviour(...request), ms);

/** Writes the head, then the piece again and again for as long as somebody reads it. */
export const pours =
	(head: string, piece: string): Behaviour =>
	(socket) => {
		const pour = () => {
			while (!socket.destroyed && socket.write(piece));
		};
		socket.write(head);
		socket.on('drain', pour);
		pour();
	};

/** Writes the head, then one piece every few milliseconds. */
export const drips =
	(head: string, piece: string, everyMs = 20): Behaviour =>
	(socket) => {
		socket.write(head);
		const timer = setInterval(() => socket.write(piece), everyMs);
		socket.on('close', () => clearInterval(timer));
	};

/** Takes everything and says nothing, but notices the other side leaving. */
export const stall = (socket: net.Socket): void => void socket.resume();
