import { ENDPOINTS, isTangoError } from '../../core';
import { emailTemplate } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { sendTemplate } from './sendTemplate';

export const deleteTemplate = defineOperation({
	resource: 'emailTemplate',
	value: 'delete',
	name: 'Delete',
	action: 'Delete an email template',
	description: 'Delete an email template for good. Tango keeps those that a reward was sent with.',
	changes: true,
	fields: { etid: emailTemplate(), options: REQUEST_OPTIONS },
	execute: async ({ etid }, item) => {
		await sendTemplate(ENDPOINTS.deleteTemplate, { path: { etid } }, item).catch((error: unknown) => {
			if (!isGone(error)) throw error;
		});
		return { deleted: true, etid };
	},
});

/** The answer was lost, and the repeat found nothing more to delete. */
function isGone(error: unknown): boolean {
	return isTangoError(error) && error.code === 'OUTCOME_UNKNOWN' && error.facts.lastCode === 'NOT_FOUND';
}
