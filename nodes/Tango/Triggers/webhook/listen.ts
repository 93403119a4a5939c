import type { IRun, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { createArrivals, createUpkeep, systemClock, type TangoEvent } from '../../core';
import { toNodeError } from '../../n8n/words/toNodeError';
import { openConnection } from './connection';
import { deskKey, openDesk } from './desks';
import { toItem } from './output';
import { memoryIn, registrationIn } from './state';

/** How often is looked what is due; hardly ever is it anything. */
const EVERY_TEN_SECONDS = '*/10 * * * * *';
/** What fails once may be a moment's trouble; so many in a row are told. */
const FAILURES_TOLD = 3;

/**
 * Keeps the subscription alive, reads what was not delivered and starts the workflow once for each event, as long as
 * the workflow is active. n8n has no hook for an end that comes nearer, so a clock of n8n's is used.
 */
export async function listen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const node = context.getNode();
	const key = deskKey(context.getWorkflow().id, node.id);
	const kept = () => registrationIn(context.getWorkflowStaticData('node'));
	const upkeep = createUpkeep();
	const dropsTwins = databaseDropsTwins(context);
	const arrivals = createArrivals({
		memory: () => memoryIn(context.getWorkflowStaticData('node')),
		databaseDropsTwins: dropsTwins,
		now: Date.now,
		clock: systemClock,
		start: async (event) => {
			const done = context.helpers.createDeferredPromise<IRun>();
			context.emit([[toItem(event)]], undefined, done, executionKey(key, event));
			// Also an execution that is stopped by hand rejects: to start it again, n8n must know it by its key.
			await done.promise.catch((error: unknown) => {
				if (dropsTwins) throw error;
			});
		},
	});
	const close = openDesk(key, { secrets: kept, take: arrivals.take });
	let isBusy = false;
	let failures = 0;

	const tick = async () => {
		const registration = kept();
		// Registration and this may run side by side, in any order.
		if (isBusy || registration.webhookId === '' || registration.secret === '') return;
		isBusy = true;
		try {
			const { tango, call, wanted, params } = await openConnection(context);
			const { catchUp = true } = params.options;
			const deps = {
				calls: tango,
				call,
				arrivals,
				catchUp,
				now: Date.now,
				wanted: async () => await wanted(kept()),
			};
			if (await upkeep.tick(registration, deps)) failures = 0;
		} catch (error) {
			failures += 1;
			tell(context, error, failures);
		} finally {
			isBusy = false;
		}
	};
	context.helpers.registerCron({ expression: EVERY_TEN_SECONDS }, () => void tick());
	return {
		closeFunction: async () => {
			close();
			arrivals.stop();
		},
	};
}

/** In the log always; as a failed execution, which an error workflow sees, when it lasts. */
function tell(context: ITriggerFunctions, error: unknown, failures: number): void {
	const node = context.getNode();
	const shown = toNodeError(error, { node });
	context.logger.warn(`Tango Trigger: ${shown.message}`, { node: node.name, failures });
	const { saveFailedExecution }: Partial<ITriggerFunctions> = context;
	if (failures === FAILURES_TOLD) saveFailedExecution?.call(context, shown);
}

/** n8n 2.30 and newer keep one execution per key; unique in all of n8n, so the node is part of it. */
function executionKey(key: string, { eventId }: TangoEvent): string | undefined {
	return eventId === undefined ? undefined : `tango:${key}:${eventId}`.slice(0, 255);
}

/** Only where n8n takes the key, and keeps executions that went well. */
function databaseDropsTwins(context: ITriggerFunctions): boolean {
	const { emit, getWorkflowSettings }: Partial<ITriggerFunctions> = context;
	const { saveDataSuccessExecution = 'DEFAULT' } = getWorkflowSettings?.call(context) ?? {};
	const usual = process.env.EXECUTIONS_DATA_SAVE_ON_SUCCESS ?? 'all';
	const kept = saveDataSuccessExecution === 'DEFAULT' ? usual : saveDataSuccessExecution;
	return (emit?.length ?? 0) > 3 && kept !== 'none';
}
