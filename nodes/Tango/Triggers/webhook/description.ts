import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';
import { CREDENTIALS } from '../../n8n/node/node';
import { PROPERTIES } from './fields';

/** What the node file says; its icons are `<name>.svg` and `<name>.dark.svg` beside it. */
export type TriggerFace = Pick<INodeTypeDescription, 'displayName' | 'name' | 'description'>;

/** How the node looks in the editor, what it tells while it listens included. */
export function describe({ displayName, name, description }: TriggerFace): INodeTypeDescription {
	return {
		displayName,
		name,
		icon: { light: `file:${name}.svg`, dark: `file:${name}.dark.svg` },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].length ? $parameter["events"].join(", ") : "All events" }}',
		description,
		defaults: { name: displayName },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: CREDENTIALS,
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		eventTriggerDescription: 'Waiting for an event from Tango',
		activationMessage:
			'Tango now delivers its events here. They start the workflow once each, also those that happen while n8n is down.',
		triggerPanel: {
			header: 'Send a test event from Tango',
			executionsHelp: {
				inactive:
					'Press Listen, then make something happen at Tango: place an order that takes an account below its alert, or send a test event for this webhook in the Tango portal. The first event ends the listening. Published workflows are not disturbed by it.',
				active:
					'The published workflow goes on meanwhile, under an address of its own: its executions are under Executions. Press Listen, then make something happen at Tango or send a test event in the Tango portal.',
			},
			activationHint:
				'Once the workflow is published, every event starts it. The subscription at Tango is renewed by itself and ends with the workflow.',
		},
		properties: PROPERTIES,
	};
}
