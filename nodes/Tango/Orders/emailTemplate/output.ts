import { picking } from '../../n8n/run/output';

/** One template: its main fields, or as Tango sends it. The picture is an address there. */
export const templateOutput = picking([
	'name',
	'etid',
	'fromName',
	'subject',
	'messageBody',
	'closing',
	'smsMessageBody',
	'customerServiceMessage',
	'accentColor',
	'headerImage',
	'headerImageAltText',
	'accessControls',
	'defaults',
]);
