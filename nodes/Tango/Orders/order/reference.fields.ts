import { choice } from '../../n8n/fields/choices';
import { showWhen, type Field } from '../../n8n/fields/field';
import { NOT_AS_TOOL } from '../../n8n/fields/toolCall';
import { text, type TextLook } from '../../n8n/fields/text';

const NEVER_PAID_TWICE =
	'https://github.com/n8n-nodes-tango/n8n-nodes-tango/blob/main/docs/never-paid-twice.md';

/** Two references that a hole makes equal are one reward. */
function reference(look: TextLook): Field<string | undefined> {
	return { ...text(look, { kind: 'reference' }), withoutHoles: true };
}

/** What keeps an order from being paid twice. */
export const REFERENCE_FIELDS = {
	referenceSource: showWhen(
		NOT_AS_TOOL,
		choice(
			{
				automatic: {
					name: 'Automatic',
					description:
						'One reference per execution and item. It survives every retry of that execution, but not a second run; a sub-workflow is run anew whenever its parent is retried, so use a business key there.',
				},
				businessKey: {
					name: 'Business Key (Recommended)',
					description: 'A value of your own that exists once per reward. It survives everything.',
				},
				payload: {
					name: 'Payload',
					description:
						'Made from recipient, reward and amount: an equal reward within the same scope counts as the same one and is not paid again',
				},
			},
			{ default: 'businessKey', description: 'What keeps this reward from being paid twice' },
		),
	),
	reference: showWhen(
		{ ...NOT_AS_TOOL, referenceSource: ['businessKey'] },
		reference({
			placeholder: 'e.g. {{ $json.responseId }}',
			description: `A value that exists once per reward, such as the survey response ID. The same reference never pays twice: <a href="${NEVER_PAID_TWICE}">how it works</a>.`,
		}),
	),
	referenceScope: showWhen(
		{ ...NOT_AS_TOOL, referenceSource: ['payload'] },
		reference({
			placeholder: 'e.g. 2026-11 or Autumn Survey',
			description:
				'What these rewards are for. Within one scope the same person gets the same reward only as often as it occurs in one run.',
		}),
	),
};
