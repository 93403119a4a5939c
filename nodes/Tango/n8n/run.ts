import type { IExecuteFunctions } from 'n8n-workflow';
import { checkConnection, openTango, type Audit, type CallOptions, type Tango } from '../core';
import { auditTrail } from './auditTrail';
import { credentialTypeOf, readSettings } from './connection';
import { egressFilterOf } from './egress';
import { credentialHints } from './hints';
import { automaticReferenceParts } from './itemIdentity';
import type { ItemContext } from './operation';
import type { RequestOptions } from './params';
import { explain } from './wording';

/** What all items of one execution share. */
export interface Run {
	readonly tango: Tango;
	/** What to tell the user about the credential, after the run. */
	hints(): string[];
	item(itemIndex: number, options: RequestOptions): ItemContext;
}

/** Opens the connection of the credential that the node uses. Throws TangoError for a field of the credential. */
export async function openRun(node: IExecuteFunctions): Promise<Run> {
	const type = credentialTypeOf(node.getNodeParameter('authentication', 0, 'basicAuth'));
	const data = await node.getCredentials(type);
	const settings = readSettings(type, data);
	const egress = egressFilterOf(node);
	const tango = openTango(settings, egress);
	const signal = node.getExecutionCancelSignal();
	const audit = auditTrail(node);
	const partsOf = automaticReferenceParts(node);
	return {
		tango,
		hints: () => credentialHints(data, tango, Date.now()),
		item: (itemIndex, options) => ({
			tango,
			itemIndex,
			call: callOptions(tango, options, signal, audit),
			automaticReferenceParts: () => partsOf(itemIndex),
			checkConnection: async () =>
				await checkConnection(
					settings,
					{ call: (checked) => callOptions(checked, options, signal, audit), explain },
					egress,
				),
		}),
	};
}

const DEFAULT_TIMEOUT_SECONDS = 15;
const DEFAULT_MAX_ATTEMPTS = 5;
const DEFAULT_TOTAL_TIMEOUT_SECONDS = 120;

export function callOptions(
	tango: Pick<Tango, 'forwardedFor'>,
	options: Partial<RequestOptions>,
	signal?: AbortSignal,
	audit?: Audit,
): CallOptions {
	return {
		responseTimeoutMs: (options.timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1_000,
		maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
		totalTimeoutMs: (options.totalTimeout ?? DEFAULT_TOTAL_TIMEOUT_SECONDS) * 1_000,
		forwardedFor:
			options.forwardedFor === undefined ? tango.forwardedFor : (options.forwardedFor ?? undefined),
		signal,
		audit,
	};
}
