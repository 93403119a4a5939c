import { invalidInput } from '../../core';
import type { ParamsOf } from '../../n8n/fields/form';
import type { MORE_FIELDS } from './template.fields';

interface Owner {
	readonly type: 'PLATFORM' | 'CUSTOMER' | 'ACCOUNT';
	/** None of the platform. */
	readonly identifier?: string;
}

/** The optional fields as Tango takes them. Throws INVALID_INPUT where nobody could use the template. */
export function moreOf(given: Partial<ParamsOf<typeof MORE_FIELDS>>) {
	const { accessPlatform, accessCustomers, accessAccounts } = given;
	const { defaultPlatform, defaultCustomers, defaultAccounts, ...texts } = given;
	const accessControl = owners(accessPlatform, accessCustomers, accessAccounts);
	if (accessControl?.length === 0) {
		const mend = 'name the customers or accounts that may use the template';
		throw invalidInput('accessPlatform', `is off, so that nobody could use the template: ${mend}`);
	}
	const { customerServiceMessage, smsMessageBody } = texts;
	const defaults = owners(defaultPlatform, defaultCustomers, defaultAccounts);
	return { customerServiceMessage, smsMessageBody, accessControl, defaults };
}

/** Undefined where nothing was said: then Tango leaves it as it is. */
function owners(
	platform: boolean | undefined,
	customers: readonly string[] | undefined,
	accounts: readonly string[] | undefined,
): Owner[] | undefined {
	if (platform === undefined && !customers && !accounts) return undefined;
	return [
		...(platform ? [{ type: 'PLATFORM' as const }] : []),
		...(customers ?? []).map((identifier) => ({ type: 'CUSTOMER' as const, identifier })),
		...(accounts ?? []).map((identifier) => ({ type: 'ACCOUNT' as const, identifier })),
	];
}
