import { flag } from '../../n8n/fields/choices';
import { ofAuthor, showWhen } from '../../n8n/fields/field';
import { wholeNumber } from '../../n8n/fields/numbers';
import { mandatoryText } from '../../n8n/fields/text';
import { AS_TOOL } from '../../n8n/fields/toolCall';
import { allowList } from './allowedRecipients';

/** More equal rewards for one person in one event are no slip any more. */
const MAX_REWARD_NUMBER = 10;

/** What the form shows where an AI agent calls, instead of the reference. */
export const TOOL_FIELDS = {
	toolScope: showWhen(
		AS_TOOL,
		ofAuthor({
			...mandatoryText(
				{
					displayName: 'Event',
					placeholder: "e.g. {{ $('Trigger').first().json.ticketId }}",
					description:
						'A value that exists once per event, such as the ticket or conversation ID, taken from the node that holds it. Within one event the same person gets the same reward once, however often the model asks. Called over MCP, where there is no event, write what the rewards are for, such as the campaign.',
				},
				{ kind: 'reference' },
			),
			withoutHoles: true,
		}),
	),
	repeatReward: showWhen(
		AS_TOOL,
		ofAuthor(
			flag({
				default: false,
				description:
					'Whether one person may get several equal rewards in one event. The model then numbers them, and gets the next one only after it was told that the one before is paid. Not over MCP, where n8n remembers nothing between two calls.',
			}),
		),
	),
	rewardNumber: showWhen(
		{ ...AS_TOOL, repeatReward: [true] },
		wholeNumber(
			{ min: 1, max: MAX_REWARD_NUMBER, words: `a whole number from 1 to ${MAX_REWARD_NUMBER}` },
			{
				default: 1,
				description:
					'Which of several equal rewards for this person this is: 1 for the first. To be filled in by the model, the same number whenever it asks again.',
			},
		),
	),
	allowedRecipients: showWhen(
		AS_TOOL,
		ofAuthor(
			allowList({
				placeholder: 'e.g. jane@example.com, example.org',
				description:
					'The email addresses and domains that may get rewards, separated by commas; empty for all. With a list every reward needs an email address and goes by email or to nobody.',
			}),
		),
	),
};
