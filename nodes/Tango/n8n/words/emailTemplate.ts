import type { TangoErrorFacts } from '../../core';
import type { Explanation } from './explanation';

/* What Tango refuses of e-mail templates, by its i18nKey. */

const REFUSALS: ReadonlyMap<string | undefined, Explanation> = new Map([
	[
		'422.085',
		{
			message: 'Tango keeps this email template: a reward was sent with it',
			description:
				'It was not deleted. To take it out of use, choose other users or defaults with Email Template: Update.',
		},
	],
	[
		'403.008',
		{
			message: 'This email template is none of your platform’s',
			description:
				'Nothing was ordered or sent. Choose one from the list; sandbox and production have templates of their own.',
		},
	],
	[
		'403.021',
		{
			message: 'This email template may not be used for this customer and account',
			description:
				'Nothing was ordered or sent. Choose another one, or add the customer or account with Email Template: Update.',
		},
	],
]);

export function templateRefusal({ i18nKey }: TangoErrorFacts): Explanation | undefined {
	return REFUSALS.get(i18nKey);
}
