import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { propertiesOf } from '../../n8n/fields/form';
import { AUTHENTICATION, menu } from '../../n8n/node/menus';
import { CREDENTIALS } from '../../n8n/node/node';
import { COMMON_FIELDS, type PollEvent } from './event';

/** What the node file says; its icons are `<name>.svg` and `<name>.dark.svg` beside it. */
export type PollingFace = Pick<INodeTypeDescription, 'displayName' | 'name' | 'description'>;

export function describe(
	{ displayName, name, description }: PollingFace,
	events: readonly [PollEvent, ...PollEvent[]],
): INodeTypeDescription {
	return {
		displayName,
		name,
		icon: { light: `file:${name}.svg`, dark: `file:${name}.dark.svg` },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		description,
		defaults: { name: displayName },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: CREDENTIALS,
		properties: buildProperties(events),
	};
}

/** Every event's own fields, shown only for it, and what all have. */
function buildProperties(events: readonly [PollEvent, ...PollEvent[]]): INodeProperties[] {
	return [
		AUTHENTICATION,
		{
			displayName:
				'The first look after publishing only notes what is there; what comes later starts the workflow. A test event is a sample: it may be old, and counts as nothing.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		eventMenu(events),
		...events.flatMap(({ value, properties }) =>
			properties.map((property) => ({
				...property,
				displayOptions: {
					...property.displayOptions,
					show: { ...property.displayOptions?.show, event: [value] },
				},
			})),
		),
		...propertiesOf(COMMON_FIELDS),
	];
}

function eventMenu(events: readonly [PollEvent, ...PollEvent[]]): INodeProperties {
	const options = events
		.map(({ name, value, description }) => ({ name, value, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const description = 'What starts the workflow';
	return { ...menu({ displayName: 'Event', name: 'event', description }, options), default: events[0].value };
}
