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

/** A live view of the registration; texts that are missing are empty. */
export function registrationIn(data: IDataObject): Kept {
	return {
		get webhookId() {
			return text(data.webhookId);
		},
		set webhookId(value) {
			data.webhookId = value;
		},
		get since() {
			return number(data.since) ?? 0;
		},
		set since(value) {
			data.since = value;
		},
		get url() {
			return text(data.url);
		},
		set url(value) {
			data.url = value;
		},
		get secret() {
			return text(data.secret);
		},
		set secret(value) {
			data.secret = value;
		},
		get hmacKey() {
			return text(data.hmacKey);
		},
		set hmacKey(value) {
			data.hmacKey = value;
		},
		get certificate() {
			return text(data.certificate);
		},
		set certificate(value) {
			data.certificate = value;
		},
		get privateKey() {
			return text(data.privateKey);
		},
		set privateKey(value) {
			data.privateKey = value;
		},
	};
}

/** A live view of what was handed over. */
export function memoryIn(data: IDataObject): ArrivalsMemory {
	return {
		get webhookId() {
			return text(data.countedFor) || undefined;
		},
		set webhookId(value) {
			data.countedFor = value;
		},
		get revision() {
			return number(data.revision);
		},
		set revision(value) {
			data.revision = value;
		},
		get handled() {
			const list: unknown = data.handled;
			return Array.isArray(list) ? list.map(text) : undefined;
		},
		set handled(value) {
			data.handled = value;
		},
		get at() {
			return number(data.at);
		},
		set at(value) {
			data.at = value;
		},
	};
}

const OF_REGISTRATION = [
	'webhookId',
	'since',
	'url',
	'secret',
	'hmacKey',
	'certificate',
	'privateKey',
	'countedFor',
	'revision',
];

/** What was handed over stays: the workflow may be published again in a minute. */
export function forgetRegistration(data: IDataObject): void {
	for (const name of OF_REGISTRATION) delete data[name];
}
