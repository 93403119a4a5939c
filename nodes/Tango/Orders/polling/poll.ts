import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { openTango, POLL_TIME_UP, TangoError, toTangoError } from '../../core';
import { auditTrail } from '../../n8n/credential/auditTrail';
import { surroundingsOf } from '../../n8n/credential/surroundings';
import { credentialTypeOf, readSettings } from '../../n8n/credential/readSettings';
import { callOptions } from '../../n8n/fields/requestOptions';
import { pollFailureOf } from '../../n8n/words/pollFailure';
import { toNodeError } from '../../n8n/words/toNodeError';
import type { PollEvent, ReadEvent, Surroundings } from './event';
import { memoryOf, remember, subjectKey } from './memory';

/** n8n's own budget of a poll where it tells none. */
const USUAL_BUDGET_MS = 5 * 60_000;

/** The memories that a look is under way for: n8n's clock does not wait until one is over. */
const underWay = new WeakSet<object>();

/** Looks once. What was found and the memory of it go to n8n together; a look that fails changes nothing. */
export async function poll(
	context: IPollFunctions,
	events: readonly PollEvent[],
	names: ReadonlyMap<string, string>,
): Promise<INodeExecutionData[][] | null> {
	try {
		const { event, around, subject } = await begin(context, events);
		if (context.getMode() === 'manual') return await sampleOf(context, event, around);
		const data = context.getWorkflowStaticData('node');
		if (underWay.has(data)) return null;
		underWay.add(data);
		try {
			const memory = memoryOf(data, subject);
			const found = await event.look(around, memory ?? {});
			remember(data, subject, found.memory);
			if (!memory) noteStart(context, found.items.length);
			return asItems(found.items);
		} finally {
			underWay.delete(data);
		}
	} catch (error) {
		throw told(context, error, names);
	}
}

interface Beginning {
	readonly event: ReadEvent;
	readonly around: Surroundings;
	readonly subject: string;
}

/** Reads the form and the credential. Throws TangoError. */
async function begin(context: IPollFunctions, events: readonly PollEvent[]): Promise<Beginning> {
	const chosen = context.getNodeParameter('event', '');
	const definition = events.find(({ value }) => value === chosen);
	if (!definition)
		throw new TangoError('INVALID_INPUT', { field: 'event', problem: 'is none that there is' });
	const event = definition.read((name, fallback) => context.getNodeParameter(name, fallback));
	const type = credentialTypeOf(context.getNodeParameter('authentication', 'basicAuth'));
	const credential = await context.getCredentials(type);
	const settings = readSettings(type, credential);
	const tango = openTango(settings, surroundingsOf(settings, context));
	const { getPollBudgetMs }: Partial<IPollFunctions> = context;
	const budgetMs = getPollBudgetMs?.call(context) ?? USUAL_BUDGET_MS;
	const now = Date.now();
	return {
		event,
		subject: subjectKey(event.subject, credential),
		around: {
			tango,
			call: callOptions(tango, event.options, AbortSignal.timeout(budgetMs), auditTrail(context)),
			now,
			// What is begun has the other half to come to its end.
			isTimeUp: () => Date.now() - now > budgetMs / 2,
		},
	};
}

/** "Fetch test event": leaves no trace in what is remembered. */
async function sampleOf(
	context: IPollFunctions,
	event: ReadEvent,
	around: Surroundings,
): Promise<INodeExecutionData[][]> {
	const items = asItems(await event.sample(around));
	if (items) return items;
	throw new NodeOperationError(context.getNode(), 'Tango has nothing yet to show as a test event', {
		description:
			'Of the last 90 days nothing fits this event and its filters. Change the filters, or make something happen at Tango: place an order, for example.',
	});
}

function asItems(items: readonly IDataObject[]): INodeExecutionData[][] | null {
	return items.length > 0 ? [items.map((json) => ({ json }))] : null;
}

function noteStart(context: IPollFunctions, count: number): void {
	const { name } = context.getNode();
	const what =
		count > 0 ? `begins with ${count} of what is there already` : 'begins with what comes from now on';
	context.logger.info(`Tango Orders Trigger ${what}`, { node: name });
}

/** In our words, and with the cause in n8n's. */
function told(context: IPollFunctions, error: unknown, names: ReadonlyMap<string, string>): Error {
	// n8n's own, such as a credential that is not there.
	if (error instanceof NodeOperationError) return error;
	const known = toTangoError(error);
	const cause = known.code === 'CANCELLED' ? new TangoError('UNAVAILABLE', { detail: POLL_TIME_UP }) : known;
	return Object.assign(toNodeError(cause, { node: context.getNode(), names }), {
		failure: pollFailureOf(cause),
	});
}
