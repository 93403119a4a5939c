import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Answer, type Call, jsonAnswer } from '../exchange.ts';
import type { FaultKind, FaultSpec } from '../faults.ts';
import type { Parking } from '../parking.ts';
import { headersOf, send } from './send.ts';
import { SUBSTITUTES } from './substitutes.ts';

/** The two ends a fault may pull at. */
export interface Wire {
	readonly call: Call;
	readonly response: ServerResponse;
	/** The TCP socket below TLS; only it can send RST. */
	readonly tcp: Socket | undefined;
	readonly parking: Parking;
}

type Toxic = (wire: Wire, answer: Answer, fault: FaultSpec) => void;

const DRIP_PAUSE_MS = 20;
const DRIP_BYTES = 1;
const HUGE_BYTES = 64 * 1024 * 1024;
/** Clients take 16 KB, some 80. */
const HUGE_HEADER = 'x'.repeat(256 * 1024);
const HUGE_PIECE = Buffer.alloc(64 * 1024, 'x');

/** Faults that break the conversation itself. */
const TOXICS: Readonly<Partial<Record<FaultKind, Toxic>>> = {
	'reset-before': reset,
	'reset-after': reset,
	'close-before': close,
	'close-after': close,
	'stall-before': stall,
	'stall-after': stall,
	'headers-then-stall': headersThenStall,
	'truncated-body': truncate,
	'bad-chunk': breakChunk,
	'continue-first': continueFirst,
	'hints-first': hintsFirst,
	'huge-headers': swellHeaders,
	drip,
	'garbage-status-line': garbage,
	gzip: compress,
	'huge-body': flood,
};

/** Answers a request the wrong way. Without a real answer (not executed) an empty object stands in. */
export function playFault(fault: FaultSpec, wire: Wire, given: Answer | undefined): void {
	const answer = given ?? jsonAnswer(200, {});
	const substitute = SUBSTITUTES[fault.kind];
	const toxic = TOXICS[fault.kind];
	if (toxic) toxic(wire, answer, fault);
	else send(wire.response, substitute?.(wire.call, answer, fault) ?? answer, wire.call.requestId);
}

function reset({ tcp }: Wire): void {
	tcp?.resetAndDestroy();
}

function close({ response }: Wire): void {
	response.socket?.destroySoon();
}

function stall({ response, parking }: Wire, _answer: Answer, { ms }: FaultSpec): void {
	const leave = parking.hold(() => response.destroy(), ms);
	response.once('close', leave);
}

function headersThenStall(wire: Wire, answer: Answer, fault: FaultSpec): void {
	begin(wire, answer, Buffer.byteLength(answer.body));
	stall(wire, answer, fault);
}

function truncate(wire: Wire, answer: Answer): void {
	const body = Buffer.from(answer.body);
	begin(wire, answer, body.length);
	wire.response.write(body.subarray(0, body.length >> 1), () => close(wire));
}

/** Node frames chunks only by itself, so the bytes go past it. */
function breakChunk({ response, call }: Wire, answer: Answer): void {
	const half = answer.body.slice(0, answer.body.length >> 1);
	const headers = { ...headersOf(answer, call.requestId), 'transfer-encoding': 'chunked' };
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	const chunk = `${Buffer.byteLength(half).toString(16)}\r\n${half}\r\nno size\r\n`;
	response.socket?.write(`HTTP/1.1 ${answer.status} \r\n${lines.join('')}\r\n${chunk}`);
	response.socket?.destroySoon();
}

function continueFirst({ response, call }: Wire, answer: Answer): void {
	response.writeContinue(() => send(response, answer, call.requestId));
}

function hintsFirst({ response, call }: Wire, answer: Answer): void {
	response.writeProcessing();
	response.writeEarlyHints({ link: '</style.css>; rel=preload' }, () =>
		send(response, answer, call.requestId),
	);
}

function swellHeaders({ response, call }: Wire, answer: Answer): void {
	response.setHeader('x-padding', HUGE_HEADER);
	send(response, answer, call.requestId);
}

function drip(wire: Wire, answer: Answer, { ms = DRIP_PAUSE_MS, bytes = DRIP_BYTES }: FaultSpec): void {
	const { response, parking } = wire;
	const body = Buffer.from(answer.body);
	begin(wire, answer, body.length);
	const sendFrom = async (start: number): Promise<void> => {
		for (let at = start; at < body.length && !response.destroyed; at += bytes) {
			response.write(body.subarray(at, at + bytes));
			await parking.pause(ms);
		}
		response.end();
	};
	sendFrom(0).catch(() => response.destroy());
}

function garbage({ response }: Wire): void {
	response.socket?.write('HTTQ/9.9 banana\r\n\r\n');
	response.socket?.destroySoon();
}

function compress({ response, call }: Wire, answer: Answer): void {
	const body = gzipSync(answer.body);
	response.writeHead(answer.status, {
		...headersOf(answer, call.requestId),
		'content-encoding': 'gzip',
		'content-length': body.length,
	});
	response.end(body);
}

/** Starts like JSON and respects back-pressure, so that only the reader can end it early. */
function flood({ response, call }: Wire, answer: Answer, { bytes = HUGE_BYTES }: FaultSpec): void {
	response.writeHead(answer.status, headersOf(answer, call.requestId));
	response.write('{"padding":"');
	let left = bytes;
	const pour = () => {
		while (left > 0) {
			const piece = HUGE_PIECE.subarray(0, left);
			left -= piece.length;
			if (!response.write(piece)) return;
		}
		response.off('drain', pour);
		response.end('"}');
	};
	response.on('drain', pour);
	pour();
}

function begin({ response, call }: Wire, answer: Answer, contentLength: number): void {
	response.writeHead(answer.status, {
		...headersOf(answer, call.requestId),
		'content-length': contentLength,
	});
	response.flushHeaders();
}
