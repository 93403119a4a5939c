import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { credentialTest } from '../../n8n/credential/testButton';
import { describe, type TriggerFace } from './description';
import { getEventTypes } from './eventTypesMenu';
import { listen } from './listen';
import { receive } from './receive';
import { isRegistered, register, unregister } from './setup';

interface WebhookTrigger extends INodeType {
	description: INodeTypeDescription;
	trigger(this: ITriggerFunctions): Promise<ITriggerResponse>;
	webhook(this: IWebhookFunctions): Promise<IWebhookResponseData>;
	execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/**
 * A webhook that n8n registers and removes, and a trigger that keeps it alive meanwhile: a node with `trigger` is also
 * looked after at every start of n8n.
 */
export function webhookTrigger(face: TriggerFace): new () => WebhookTrigger {
	return class implements WebhookTrigger {
		description = describe(face);

		methods = { credentialTest, loadOptions: { getEventTypes } };

		webhookMethods = {
			default: {
				async checkExists(this: IHookFunctions): Promise<boolean> {
					return await isRegistered(this);
				},
				async create(this: IHookFunctions): Promise<boolean> {
					return await register(this);
				},
				async delete(this: IHookFunctions): Promise<boolean> {
					return await unregister(this);
				},
			},
		};

		async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
			return await listen(this);
		}

		async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
			return await receive(this);
		}

		/** Without it n8n would run `trigger` in a manual run, and throw the event of the test address away. */
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return [this.getInputData()];
		}
	};
}
