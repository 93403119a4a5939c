import { text } from 'node:stream/consumers';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { credentialOf } from './auth.ts';
import type { Connections } from './connections.ts';
import { CONTROL_BASE, type Control } from './control.ts';
import type { Answer, Call } from './exchange.ts';
import { executes, type FaultPlan, type FaultSpec } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Pace } from './pace.ts';
import type { Parking } from './parking.ts';
import { API_BASE, type Pipeline } from './pipeline.ts';
import type { Store } from './store.ts';
import { send } from './wire/send.ts';
import { playFault } from './wire/toxics.ts';

export interface Rooms {
	readonly store: Store;
	readonly faults: FaultPlan;
	readonly pace: Pace;
	readonly parking: Parking;
	readonly journal: Journal;
	readonly connections: Connections;
	readonly pipeline: Pipeline;
	readonly control: Control;
}

/** Takes a request from its first byte to its answer, or to the fault that strikes it. */
export async function receive(
	request: IncomingMessage,
	response: ServerResponse,
	rooms: Rooms,
): Promise<void> {
	const at = performance.now();
	const { method = 'GET', headers } = request;
	const [path, query] = splitTarget(request.url ?? '/');
	if (path.startsWith(CONTROL_BASE)) {
		send(response, rooms.control.answer(method, path, await readBody(request)), randomUUID());
		return;
	}
	// Pace and fault are settled on arrival, so that parallel bodies cannot change their order.
	const tooSoon = path.startsWith(API_BASE) && rooms.pace.arrive(credentialOf(headers.authorization), at);
	const fault = rooms.faults.take(method, path);
	const call: Call = {
		method,
		path,
		query,
		headers,
		text: await readBody(request),
		requestId: randomUUID(),
		tooSoon,
		processingMs: slownessOf(fault) ?? rooms.store.processingMs,
		pause: (ms) => rooms.parking.pause(ms),
	};
	const entry = rooms.journal.open(call, {
		at,
		headers,
		fault: fault?.kind,
		connection: rooms.connections.numberOf(request.socket),
	});
	if (entry) {
		response.once('close', () => {
			if (response.headersSent) entry.status = response.statusCode;
			rooms.journal.finish(entry);
		});
	}
	const first = fault && !executes(fault) ? undefined : await rooms.pipeline.answer(call);
	if (entry) entry.executed = first?.executed === true;
	const answer = await redeliver(fault, call, first, rooms);
	if (entry) entry.answer = answer?.body;
	if (response.destroyed) return;
	conclude(fault, answer, { call, response, tcp: rooms.connections.tcpOf(request.socket) }, rooms);
	if (entry && response.headersSent) entry.status = response.statusCode;
}

/** Something on the way sends the same bytes once more; the client sees one of the two answers. */
async function redeliver(
	fault: FaultSpec | undefined,
	call: Call,
	first: Answer | undefined,
	{ pipeline }: Rooms,
): Promise<Answer | undefined> {
	if (fault?.kind !== 'delivered-twice' && fault?.kind !== 'delivered-again') return first;
	const second = await pipeline.answer(call);
	return fault.kind === 'delivered-again' ? second : first;
}

function conclude(
	fault: FaultSpec | undefined,
	answer: Answer | undefined,
	wire: { call: Call; response: ServerResponse; tcp: Socket | undefined },
	{ parking }: Rooms,
): void {
	if (fault) playFault(fault, { ...wire, parking }, answer);
	else if (answer) send(wire.response, answer, wire.call.requestId);
}

const DEFAULT_SLOWNESS_MS = 250;

function slownessOf(fault: FaultSpec | undefined): number | undefined {
	return fault?.kind === 'slow-processing' ? (fault.ms ?? DEFAULT_SLOWNESS_MS) : undefined;
}

function splitTarget(target: string): [path: string, query: URLSearchParams] {
	const mark = target.indexOf('?');
	return mark < 0
		? [target, new URLSearchParams()]
		: [target.slice(0, mark), new URLSearchParams(target.slice(mark + 1))];
}

async function readBody(request: IncomingMessage): Promise<string> {
	return await text(request);
}
