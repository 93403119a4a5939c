import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { credentialTest } from '../../n8n/credential/testButton';
import { fieldNames } from '../../n8n/fields/displayNames';
import { listSearch } from '../../n8n/node/listSearch';
import { describe, type PollingFace } from './description';
import type { PollEvent } from './event';
import { poll } from './poll';

interface PollingTrigger extends INodeType {
	description: INodeTypeDescription;
	poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null>;
}

/** A trigger that n8n lets look at Tango now and then: Tango has no event for ordinary orders. */
export function pollingTrigger(
	face: PollingFace,
	events: readonly [PollEvent, ...PollEvent[]],
): new () => PollingTrigger {
	const names = fieldNames(describe(face, events).properties);
	return class implements PollingTrigger {
		// Made anew for each: n8n makes the node whenever it reads its form, and puts Poll Times into it.
		description = describe(face, events);

		methods = { credentialTest, listSearch };

		async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
			return await poll(this, events, names);
		}
	};
}
