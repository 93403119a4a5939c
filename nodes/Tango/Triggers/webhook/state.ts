import type { IDataObject } from 'n8n-workflow';
import type { ArrivalsMemory, Registration } from '../../core';

/*
 * What n8n keeps of this node in the workflow's static data, in n8n's own object: what is set here is written down with
 * the next event. n8n writes the data of all nodes of the workflow at once, so little is kept, and nothing is written
 * while an event is received.
 */

/** A registration with its secrets. */
export interface Kept extends Registration {
	/** Where Tango delivers. */
	url: string;
	secret: string;
	/** Base64. */
	hmacKey: string;
	/** Base64; empty until X.509 is chosen. */
	certificate: string;
	privateKey: string;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function number(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}

/** Read anew at each use, as n8n fills its object late; what is set stands in n8n's object at once. */
function live<T extends object>(data: IDataObject, read: () => T, nameOf: (name: string) => string): T {
	return new Proxy(read(), {
		get: (_, name) => Reflect.get(read(), name),
		set: (_, name, value: unknown) => Reflect.set(data, nameOf(String(name)), value),
	});
}

/** A live view of the registration; texts that are missing are empty. */
export function registrationIn(data: IDataObject): Kept {
	return live(
		data,
		() => keptIn(data),
		(name) => name,
	);
}

function keptIn(data: IDataObject): Kept {
	return {
		webhookId: text(data.webhookId),
		since: number(data.since) ?? 0,
		url: text(data.url),
		secret: text(data.secret),
		hmacKey: text(data.hmacKey),
		certificate: text(data.certificate),
		privateKey: text(data.privateKey),
	};
}

/** The subscription that revisions are counted for may be another one than the registration's. */
const COUNTED_FOR = 'countedFor';

/** A live view of what was handed over. */
export function memoryIn(data: IDataObject): ArrivalsMemory {
	const read = (): ArrivalsMemory => {
		const handled: unknown = data.handled;
		return {
			webhookId: text(data[COUNTED_FOR]) || undefined,
			revision: number(data.revision),
			handled: Array.isArray(handled) ? handled.map(text) : undefined,
			at: number(data.at),
		};
	};
	return live(data, read, (name) => (name === 'webhookId' ? COUNTED_FOR : name));
}

/** What was handed over stays: the workflow may be published again in a minute. */
export function forgetRegistration(data: IDataObject): void {
	for (const name of [...Object.keys(keptIn(data)), COUNTED_FOR, 'revision']) delete data[name];
}
