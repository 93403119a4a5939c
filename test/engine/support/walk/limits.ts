import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { callOf } from './calls.ts';
import { ENDPOINTS, type DocumentField } from './document.ts';
import { IN_MEMORY, LEFT_OUT, OTHER_VALUES } from './leftOut.ts';
import type { EditorOperation } from './operations.ts';
import { KINDS, type Walked } from './walk.ts';
import { parametersOf } from './workflowFile.ts';

/** A field of Tango's document, and the field of a form that is sent there. */
export interface Pair {
	/** `GET /orders orderStatus, order.getMany` */
	readonly name: string;
	/** `GET /orders orderStatus` */
	readonly field: string;
	readonly document: DocumentField;
	/** From the outermost to the field itself. */
	readonly path: readonly string[];
	readonly form: INodeProperties;
	readonly walked: Walked;
}

/** Every field that an operation has really sent, beside what the form offers for it. */
export function pairsOf(walked: readonly Walked[]): Pair[] {
	const pairs = new Map<string, Pair>();
	for (const one of walked) {
		for (const { name, fields } of KINDS.flatMap((kind) => one[kind].requests.map(callOf))) {
			for (const document of sentFields(name, fields)) {
				const found = formFieldOf(one.operation, document.name);
				const id = `${name} ${document.name}, ${one.operation.id}`;
				if (found)
					pairs.set(id, { name: id, field: `${name} ${document.name}`, document, walked: one, ...found });
			}
		}
	}
	return [...pairs.values()];
}

/** Fields with limits that something was sent in, and that no form has a field for by its name. */
export function unpairedOf(walked: readonly Walked[]): string[] {
	const paired = new Set(pairsOf(walked).map(({ field }) => field));
	const sent = walked.flatMap((one) => KINDS.flatMap((kind) => one[kind].requests.map(callOf)));
	const limited = sent.flatMap(({ name, fields }) =>
		sentFields(name, fields)
			.filter((document) => document.enum.length > 0 || document.maxLength !== undefined)
			.map((document) => `${name} ${document.name}`),
	);
	return [...new Set(limited)].filter((field) => !paired.has(field)).toSorted();
}

const NOT_OFFERED = new Set(LEFT_OUT.flatMap(([, names]) => names));

/** What is applied to an answer instead of being sent counts as sent. */
function sentFields(endpoint: string, names: readonly string[]): readonly DocumentField[] {
	const { fields = [] } = ENDPOINTS.find(({ name }) => name === endpoint) ?? {};
	return fields.filter(({ name }) =>
		IN_MEMORY.has(endpoint) ? !NOT_OFFERED.has(`${endpoint} ${name}`) : names.includes(name),
	);
}

/** `recipient.firstName` is `recipientFirstName` in a form. */
function formFieldOf({ fields }: EditorOperation, name: string): Pick<Pair, 'path' | 'form'> | undefined {
	const [last = '', parent = ''] = name.split('.').toReversed();
	const names = [`${parent}${last.charAt(0).toUpperCase()}${last.slice(1)}`, last];
	const all = fields.flatMap((field) => [
		{ path: [field.name], form: field },
		...(field.options ?? []).flatMap((inner) =>
			'type' in inner ? [{ path: [field.name, inner.name], form: inner }] : [],
		),
	]);
	return names.flatMap((wanted) => all.filter(({ path }) => path.at(-1) === wanted))[0];
}

/** The values of a form's menu, sorted; undefined where it has none. */
export function menuOf({ type, options = [] }: INodeProperties): string[] | undefined {
	if (type !== 'options' && type !== 'multiOptions') return undefined;
	return options.flatMap((option) => ('value' in option ? [String(option.value)] : [])).toSorted();
}

/** What the menu should offer: the document's values, corrected. */
export function valuesOf({ document, field }: Pair): string[] {
	const { without = [], besides = [] } = OTHER_VALUES[field] ?? {};
	return [...document.enum, ...besides].filter((value) => !without.includes(value)).toSorted();
}

/** The parameters of the workflow file with another value in one field. */
export function parametersWith({ walked: { workflow }, path }: Pair, value: string): INodeParameters {
	const parameters = parametersOf(workflow);
	const [first = '', inner] = path;
	const group = parameters[first];
	const whole = inner !== undefined && typeof group === 'object' ? { ...group, [inner]: value } : value;
	return { ...parameters, [first]: whole };
}
