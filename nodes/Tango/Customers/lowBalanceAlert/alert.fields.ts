import { starred } from '../../n8n/fields/field';
import { account, customer } from '../../n8n/fields/locators';
import { number } from '../../n8n/fields/numbers';
import { checked, noHtml } from '../../n8n/fields/signs';
import { mandatoryText } from '../../n8n/fields/text';

/** Whose alerts they are. */
export const OF_ACCOUNT = { customerIdentifier: customer(), accountIdentifier: account() };

export const ALERT_NAME = { displayName: 'Alert Name', description: 'What you call this alert' };

export const alertName = checked(
	mandatoryText({ ...ALERT_NAME, placeholder: 'e.g. Time to add funds' }),
	noHtml,
);

/** A balance may be any, so no limit above is known. */
export const threshold = starred(
	number({
		displayName: 'Threshold',
		default: 0,
		minValue: 0,
		places: 2,
		description: 'The alert is sent when the balance falls below this, in the account’s currency',
		check: (value) => (value > 0 ? undefined : `is ${value}, but must be above 0`),
	}),
);
