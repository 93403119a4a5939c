import type { Operation } from '../../../nodes/Tango/n8n/run/operation.ts';
import { createAccount } from '../../../nodes/Tango/Customers/account/create.operation.ts';
import { updateAccount } from '../../../nodes/Tango/Customers/account/update.operation.ts';
import { createCustomer } from '../../../nodes/Tango/Customers/customer/create.operation.ts';
import { depositFromCard } from '../../../nodes/Tango/Customers/fund/depositFromCard.operation.ts';
import { transfer } from '../../../nodes/Tango/Customers/fund/transfer.operation.ts';
import { unregisterCard } from '../../../nodes/Tango/Customers/fund/unregisterCard.operation.ts';
import { createAlert } from '../../../nodes/Tango/Customers/lowBalanceAlert/create.operation.ts';
import { updateAlert } from '../../../nodes/Tango/Customers/lowBalanceAlert/update.operation.ts';
import { create as createBulk } from '../../../nodes/Tango/Orders/asyncOrder/create.operation.ts';
import { update as updateBulk } from '../../../nodes/Tango/Orders/asyncOrder/update.operation.ts';
import { updateLineItem as updateBulkLine } from '../../../nodes/Tango/Orders/asyncOrder/updateLineItem.operation.ts';
import { cancel } from '../../../nodes/Tango/Orders/lineItem/cancel.operation.ts';
import { freeze } from '../../../nodes/Tango/Orders/lineItem/freeze.operation.ts';
import { unfreeze } from '../../../nodes/Tango/Orders/lineItem/unfreeze.operation.ts';
import { update as updateLine } from '../../../nodes/Tango/Orders/lineItem/update.operation.ts';
import { createTemplate } from '../../../nodes/Tango/Orders/emailTemplate/create.operation.ts';
import { updateTemplate } from '../../../nodes/Tango/Orders/emailTemplate/update.operation.ts';
import { create } from '../../../nodes/Tango/Orders/order/create.operation.ts';
import { preview } from '../../../nodes/Tango/Orders/order/preview.operation.ts';
import { FIELD_RULES, type OperationRules } from '../../sandbox/facts/fieldRules.ts';
import type { Values } from '../../sandbox/facts/rules/fieldRule.ts';
import { SEEDED_ALERT } from '../../sandbox/seed.ts';
import type { Raw } from '../../unit/support/form.ts';

/* Which operation fills which request, and how its form is filled in so that it does. */

const OPERATIONS: Readonly<Record<string, readonly Operation[]>> = {
	'/orders': [create, preview, createBulk],
	'/lineItems/{referenceLineItemID}': [updateLine],
	'/lineItems/{referenceLineItemID}/cancel': [cancel],
	'/lineItems/{referenceLineItemID}/freeze': [freeze],
	'/lineItems/{referenceLineItemID}/unfreeze': [unfreeze],
	'/asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}': [updateBulk],
	'/asyncOrders/lineItems/{referenceLineItemId}': [updateBulkLine],
	'/customers': [createCustomer],
	'/customers/{customerIdentifier}/accounts': [createAccount],
	'/customers/{customerIdentifier}/accounts/{accountIdentifier}': [updateAccount],
	'/customers/{customerIdentifier}/accounts/{accountIdentifier}/lowbalance': [createAlert],
	'/customers/{customerIdentifier}/accounts/{accountIdentifier}/lowbalance/{balanceAlertID}': [updateAlert],
	'/transferFunds': [transfer],
	'/creditCardDeposits': [depositFromCard],
	'/creditCardUnregisters': [unregisterCard],
	'/digitalTemplates': [createTemplate],
	'/digitalTemplates/{etid}': [updateTemplate],
};

/** What no form has: the nodes make references themselves, name each kind of owner and do not offer the rest. */
const NOT_IN_THE_FORM: ReadonlySet<string> = new Set([
	'externalRefID',
	'sendEmail',
	'accessControl[].type',
	'defaults[].type',
]);

/** What Tango alone decides, at the moment it is asked: by the titles of the rules. */
export const ON_THE_BOOKS_ALONE: ReadonlySet<string> = new Set([
	'transferTo: another account of the same currency',
	'customerIdentifier: not taken',
	'accountIdentifier: not taken',
	'balanceAlertDisplayName: not taken',
	'name: not taken',
	'creditCardToken: a card of this account that is not deleted',
]);

interface Walked extends OperationRules {
	readonly name: string;
	readonly operation: Operation;
}

export const WALKED: readonly Walked[] = FIELD_RULES.filter(({ verb }) => verb !== 'get').flatMap((entry) =>
	(OPERATIONS[entry.path] ?? []).map((operation) => ({
		...entry,
		operation,
		name: `${operation.resource} ${operation.value}, ${entry.verb.toUpperCase()} ${entry.path}`,
		rules: entry.rules.filter(
			({ field, limit }) =>
				!NOT_IN_THE_FORM.has(field) &&
				!(operation === unregisterCard && 'books' in limit) &&
				// Tango has none for a Bulk Order.
				!(operation === createBulk && field === 'customFields'),
		),
	})),
);

/** What n8n gives for a form that is filled in so that this request would be sent. `number` makes references differ. */
export function formOf(path: string, request: Values, number: number): Raw {
	const form = formBehind(path, request);
	const high = { maximumAmount: 1e9, maximumTotal: 1e9 };
	return { ...given(form), ...high, reference: `row-${number}`, options: high };
}

function formBehind(path: string, request: Values): Raw {
	if (path.includes('ineItems') || path.startsWith('/asyncOrders')) return updateForm(path, request);
	if (path.startsWith('/digitalTemplates')) return templateForm(path, request);
	return path === '/orders' ? orderForm(request) : fundForm(path, request);
}

/** Of a line item or a Bulk Order that is there. */
function updateForm(path: string, request: Values): Raw {
	const key = { ...OF_ACCOUNT, referenceLineItemID: 'L1-1-1', externalRefID: 't1-bulk' };
	if (path.startsWith('/lineItems/{referenceLineItemID}/')) return { ...key, ...request };
	const { senderInfo, ...own } = request;
	const { firstName, lastName, email } = record(senderInfo);
	const from = { senderFirstName: firstName, senderLastName: lastName, senderEmail: email };
	return { ...key, updateFields: given({ ...own, ...from }) };
}

function templateForm(path: string, request: Values): Raw {
	const { customerServiceMessage, smsMessageBody, accessControl, defaults, ...own } = request;
	const more = given({
		...{ customerServiceMessage, smsMessageBody },
		...ownersIn('access', accessControl),
		...ownersIn('default', defaults),
	});
	if (path === '/digitalTemplates') return { ...own, additionalFields: more };
	return { etid: 'E100001', updateFields: { ...given(own), ...more } };
}

/** An entry without an identifier is the platform. */
function ownersIn(name: string, owners: unknown): Raw {
	const [first] = [owners].flat();
	const { identifier } = record(first);
	if (first === undefined) return {};
	return identifier ? { [`${name}Customers`]: identifier } : { [`${name}Platform`]: true };
}

function orderForm({ recipient, sender, ...request }: Values): Raw {
	const { email, firstName, lastName, mobileNumber, address } = record(recipient);
	const { customerIdentifier, accountIdentifier, utid, amount, deliveryMethod, ...additional } = request;
	const from = record(sender);
	return {
		...{ customerIdentifier, accountIdentifier, utid, amount, deliveryMethod },
		recipientEmail: email,
		recipientFirstName: firstName,
		recipientLastName: lastName,
		recipientMobileNumber: mobileNumber,
		recipientAddress: given(record(address)),
		additionalFields: given({
			...additional,
			senderFirstName: from.firstName,
			senderLastName: from.lastName,
			senderEmail: from.email,
		}),
	};
}

function fundForm(path: string, { currencyCode, fundingNotification, ...request }: Values): Raw {
	const notified = fundingNotification && { fundingNotification: addressesIn(fundingNotification) };
	if (path.includes('lowbalance')) return alertForm(path, request);
	if (path.endsWith('/{accountIdentifier}')) {
		return { ...OF_ACCOUNT, updateFields: given({ ...request, ...record(notified) }) };
	}
	if (path !== '/customers/{customerIdentifier}/accounts') return request;
	const additionalFields = given({ currencyCode, ...record(notified) });
	return { customerIdentifier: 'acme-rewards', ...request, additionalFields };
}

const OF_ACCOUNT = { customerIdentifier: 'acme-rewards', accountIdentifier: 'acme-usd' };

function alertForm(path: string, { balanceAlertNotification, ...request }: Values): Raw {
	const addresses = balanceAlertNotification && addressesIn(balanceAlertNotification);
	const fields = given({ ...request, balanceAlertNotification: addresses });
	if (path.endsWith('/lowbalance')) return { ...OF_ACCOUNT, ...fields };
	return { ...OF_ACCOUNT, balanceAlertID: SEEDED_ALERT, updateFields: fields };
}

/** An address that was left blank is none. */
function addressesIn(contacts: unknown): unknown {
	const addresses = [contacts].flat().map((contact) => record(contact).emailAddress);
	return addresses.filter((address) => address !== '').join(',');
}

/** Where the form has what the request has under this path. */
export function formFieldOf(path: string): string {
	const [first = '', second, third] = path.split('.');
	if (first === 'accessControl[]') return 'accessCustomers';
	if (first === 'defaults[]') return 'defaultCustomers';
	if (first.endsWith('[]')) return first.slice(0, -2);
	if (first === 'senderInfo') return formFieldOf(`sender.${second}`);
	if (second === undefined) return first;
	return third ?? `${first}${second.charAt(0).toUpperCase()}${second.slice(1)}`;
}

/** Without what was not given. */
function given(values: Values): Raw {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function record(value: unknown): Values {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
