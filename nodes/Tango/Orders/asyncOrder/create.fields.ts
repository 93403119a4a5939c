import { choice } from '../../n8n/fields/choices';
import { furtherFields } from '../../n8n/fields/collection';
import { showWhen } from '../../n8n/fields/field';
import type { ParamsOf } from '../../n8n/fields/form';
import { day } from '../../n8n/fields/moment';
import { wholeNumber } from '../../n8n/fields/numbers';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { checked, noHtml } from '../../n8n/fields/signs';
import { text } from '../../n8n/fields/text';
import { ADDITIONAL_FIELDS, CHECK_BALANCE, REWARD_FIELDS } from '../order/create.fields';

const DAY_MS = 86_400_000;

/** A day on which Tango can be asked to deliver. */
export const deliveryDate = () =>
	checked(
		day({
			description: 'When Tango delivers the reward, at least 7 days ahead; left out, it delivers at once',
		}),
		(written) => {
			const first = new Date(Date.now() + 7 * DAY_MS).toISOString().slice(0, 10);
			return written >= first ? undefined : `is ${written}, but Tango plans no sooner than 7 days ahead`;
		},
	);

export const lineItemNote = () =>
	checked(
		text(
			{ description: 'For your own use, up to 150 characters; the recipient does not see it' },
			{ max: 150 },
		),
		noHtml,
	);

/** Bulk Order: Create. Limits: Tango's CreateAsyncOrderCriteria and LineItem, where Order: Create's are not stricter. */
export const BULK_FIELDS = {
	...REWARD_FIELDS,
	shippingMethod: showWhen(
		{ deliveryMethod: ['ADDRESS'] },
		choice(
			{
				ups2ndday: { name: 'UPS 2nd Day', description: 'There within two working days' },
				ups2nddaysignature: {
					name: 'UPS 2nd Day, Signature',
					description: 'There within two working days, and signed for',
				},
				upsground: { name: 'UPS Ground', description: 'By road, without a promised day' },
				upsgroundsignature: { name: 'UPS Ground, Signature', description: 'By road, and signed for' },
				upsnextday: { name: 'UPS Next Day', description: 'There on the next working day' },
				upsnextdaysignature: {
					name: 'UPS Next Day, Signature',
					description: 'There on the next working day, and signed for',
				},
				usps1stclass: { name: 'USPS First Class', description: 'As a usual letter in the US' },
				uspspriority: { name: 'USPS Priority', description: 'Faster than a usual letter in the US' },
				uspsprioritysig: {
					name: 'USPS Priority, Signature',
					description: 'Faster than a usual letter in the US, and signed for',
				},
			},
			{ default: 'usps1stclass', description: 'How the reward is sent by post' },
		),
	),
	additionalFields: furtherFields({
		...ADDITIONAL_FIELDS,
		deliveryDate: deliveryDate(),
		lineItemNote: lineItemNote(),
	}),
	options: optionsWith({
		batchSize: wholeNumber(
			{ min: 1, max: 1_000, words: 'a number from 1 to 1,000' },
			{
				default: 100,
				description:
					'The most rewards of one request. When Tango says that these are too many, half of them are sent. Campaign, notes, purchase order number and sender hold for a whole request: rows that differ in them go in different ones.',
			},
		),
		checkBalance: CHECK_BALANCE,
	}),
};

export type BulkParams = ParamsOf<typeof BULK_FIELDS>;
