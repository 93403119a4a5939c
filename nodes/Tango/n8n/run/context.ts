import type { IExecuteFunctions } from 'n8n-workflow';
import { checkConnection, openTango, type Tango } from '../../core';
import { auditTrail } from '../credential/auditTrail';
import { credentialTypeOf, readSettings } from '../credential/readSettings';
import { credentialHints } from '../credential/hints';
import { surroundingsOf } from '../credential/surroundings';
import { automaticReferenceParts } from './itemIdentity';
import { foreseenOf, spendingOf } from './spending';
import { toolMemory } from './toolMemory';
import { createTurnstile, type Turnstile } from './turnstile';
import type { ItemContext } from './operation';
import { callOptions, type RequestOptions } from '../fields/requestOptions';
import { isToolCall } from '../fields/toolCall';
import { explain } from '../words/explain';

/** What all items of one execution share. */
export interface Run {
	readonly tango: Tango;
	/** What to tell the user about the credential, after the run. */
	hints(): string[];
	item(itemIndex: number, options: RequestOptions): ItemContext;
	readonly turnstile: Turnstile;
	/** Tells whoever waits for a long run how far it is: in n8n's log, and in the editor. */
	readonly note: (what: string) => void;
}

/** Opens the connection of the credential that the node uses. Throws TangoError for a field of the credential. */
export async function openRun(node: IExecuteFunctions): Promise<Run> {
	const type = credentialTypeOf(node.getNodeParameter('authentication', 0, 'basicAuth'));
	const data = await node.getCredentials(type);
	const settings = readSettings(type, data);
	const surroundings = surroundingsOf(settings, node);
	const tango = openTango(settings, surroundings);
	const signal = node.getExecutionCancelSignal();
	const audit = auditTrail(node);
	const partsOf = automaticReferenceParts(node);
	const spending = spendingOf(node);
	const tool = isToolCall(node) ? toolMemory(node) : undefined;
	const foreseen = foreseenOf(node);
	const stopsRun = !node.continueOnFail();
	const note = (what: string) => {
		node.logger.info(what, { node: node.getNode().name });
		// n8n shows it in the browser's console, and only of a run by hand.
		node.sendMessageToUI(what);
	};
	const turnstile = createTurnstile();
	return {
		tango,
		turnstile,
		note,
		hints: () => credentialHints(data, tango, Date.now()),
		item: (itemIndex, options) => ({
			tango,
			itemIndex,
			call: { ...callOptions(tango, options, signal, audit), line: turnstile.watch(itemIndex) },
			stopsRun,
			note,
			spending,
			tool,
			foreseen,
			automaticReferenceParts: () => partsOf(itemIndex),
			file: async (name) =>
				Object.hasOwn(node.getInputData()[itemIndex]?.binary ?? {}, name)
					? await node.helpers.getBinaryDataBuffer(itemIndex, name)
					: undefined,
			checkRows: async () =>
				await checkConnection(
					settings,
					{ call: (checked) => callOptions(checked, options, signal, audit), explain },
					surroundings,
				),
		}),
	};
}
