import { callOf } from './calls.ts';
import { ENDPOINTS, type DocumentEndpoint, type DocumentField } from './document.ts';
import { IN_MEMORY, LEFT_OUT } from './leftOut.ts';
import { KINDS, type Walked } from './walk.ts';

/** An endpoint or a field of it, whether something was sent there, and the reason that it is left out for. */
export interface Covered {
	readonly name: string;
	readonly isSent: boolean;
	readonly reason: string | undefined;
}

export interface Coverage {
	readonly endpoints: readonly Covered[];
	/** Of the endpoints that are called. */
	readonly filters: readonly Covered[];
	readonly bodyFields: readonly Covered[];
	readonly summary: string;
}

/** Tango's document beside what the walk has really sent. */
export function coverageOf(walked: readonly Walked[]): Coverage {
	const sent = sentBy(walked);
	const endpoints = ENDPOINTS.map(({ name }) => ({
		name,
		isSent: sent.has(name),
		reason: REASONS.get(name),
	}));
	const fieldsOf = (belongs: (field: DocumentField, endpoint: DocumentEndpoint) => boolean) =>
		ENDPOINTS.flatMap((endpoint) =>
			endpoint.fields
				.filter((field) => belongs(field, endpoint))
				.map((field) => ({
					name: `${endpoint.name} ${field.name}`,
					isSent: isSent(field, sent.get(endpoint.name)),
					// What is said of an endpoint holds for all that it takes.
					reason: REASONS.get(`${endpoint.name} ${field.name}`) ?? REASONS.get(endpoint.name),
				})),
		);
	const filters = fieldsOf((field) => field.in === 'query');
	const bodyFields = fieldsOf((field) => field.in === 'body');
	const summary = [
		inWords('endpoints', endpoints),
		inWords('filters', filters),
		inWords('body fields', bodyFields),
	].join('\n');
	return { endpoints, filters, bodyFields, summary };
}

const REASONS = new Map(LEFT_OUT.flatMap(([reason, names]) => names.map((name) => [name, reason] as const)));

/** Of an object without fixed fields something inside it is sent. */
function isSent({ name }: DocumentField, names: ReadonlySet<string> = new Set()): boolean {
	return names.has(name) || [...names].some((one) => one.startsWith(`${name}.`));
}

/** By endpoint, all names that were sent to it, and those that are applied to its answer. */
function sentBy(walked: readonly Walked[]): Map<string, Set<string>> {
	const sent = new Map<string, Set<string>>();
	for (const { operation, ...one } of walked) {
		const inForm = operation.fields.flatMap(({ name, options = [] }) =>
			name === 'filters' ? options.map((filter) => filter.name) : [name],
		);
		for (const { name, fields } of KINDS.flatMap((kind) => one[kind].requests.map(callOf))) {
			const known = sent.get(name) ?? new Set();
			sent.set(name, known);
			const applied = IN_MEMORY.has(name) ? inForm : [];
			for (const field of [...fields, ...applied]) known.add(field);
		}
	}
	return sent;
}

function inWords(what: string, all: readonly Covered[]): string {
	const sent = all.filter(({ isSent }) => isSent).length;
	const reasons = all.filter(({ isSent, reason }) => !isSent && reason !== undefined).length;
	return `${sent + reasons} of ${all.length} ${what}: ${sent} are sent, ${reasons} left out for a reason`;
}
