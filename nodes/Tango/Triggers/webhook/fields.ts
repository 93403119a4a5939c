import type { INodeProperties } from 'n8n-workflow';
import { choice, flag } from '../../n8n/fields/choices';
import { propertiesOf, readForm, type ParamsOf, type ValueOf } from '../../n8n/fields/form';
import { listOf } from '../../n8n/fields/many';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { allOf, invalidInput } from '../../core';
import { AUTHENTICATION } from '../../n8n/node/menus';
import { kindOf } from '../../n8n/fields/given';
import { refused } from '../../n8n/fields/field';

const EVENTS = listOf<string>({
	form: {
		type: 'multiOptions',
		displayName: 'Event Names or IDs',
		typeOptions: { loadOptionsMethod: 'getEventTypes' },
		default: [],
		description:
			'The events that start the workflow; none chosen means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	read: (value) => {
		if (typeof value === 'string') return { value: value.trim() || undefined };
		return refused(`must be names of events, but is ${kindOf(value)}`);
	},
});

const FIELDS = {
	events: {
		...EVENTS,
		// Elsewhere an empty list is a mistake; here it means all.
		read: (value, context) =>
			Array.isArray(value) && value.length === 0 ? { value: undefined } : EVENTS.read(value, context),
	} satisfies typeof EVENTS,
	options: optionsWith({
		catchUp: flag({
			default: true,
			description:
				'Whether to start the workflow also for events that happened while n8n was down, as far as Tango keeps them. Tango says that it keeps none of Reward Status.',
		}),
		verification: choice(
			{
				header: { name: 'Secret Header', description: 'A secret that only Tango was told' },
				x509: {
					name: 'Secret Header and X.509',
					description: 'The same, and a proof by a certificate that the node makes for Tango',
				},
				hmac: {
					name: 'Secret Header and HMAC',
					description: 'The same, and a signature of each event with a key that only Tango was told',
				},
			},
			{
				default: 'header',
				description:
					'How the node makes sure that an event comes from Tango. The secrets are made by itself.',
			},
		),
	}),
};

/** What n8n shows, Authentication included. */
export const PROPERTIES: INodeProperties[] = [
	AUTHENTICATION,
	{
		displayName:
			'Tango delivers to a public https address only. If n8n is reached through another address than it thinks, set WEBHOOK_URL where n8n runs.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	...propertiesOf(FIELDS),
];

export type TriggerParams = ParamsOf<typeof FIELDS>;
export type Verification = NonNullable<TriggerParams['options']['verification']>;

/** Throws TangoError for what cannot be used. */
export function readTriggerParams(valueOf: ValueOf): TriggerParams {
	const { sound, problems } = readForm(FIELDS, valueOf);
	const [first, ...others] = problems.map(({ field = '', message }) => invalidInput(field, message));
	if (first) throw allOf([first, ...others]);
	return { events: sound.events, options: sound.options ?? {} };
}
