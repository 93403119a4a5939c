import { addressRules } from './rules/address.ts';
import { alertFilterRules, alertRules, alertUpdateRules } from './rules/alerts.ts';
import { accountRules, accountUpdateRules, customerRules } from './rules/customers.ts';
import { catalogFilterRules, choiceProductFilterRules, countryFilterRules } from './rules/catalogFilters.ts';
import type { FieldRule, Values } from './rules/fieldRule.ts';
import { depositRules, transferRules, unregisterRules } from './rules/funds.ts';
import {
	accountFilterRules,
	cardFilterRules,
	customerFilterRules,
	rateFilterRules,
} from './rules/listFilters.ts';
import {
	bulkLineUpdateRules,
	bulkUpdateRules,
	cancelRules,
	freezeRules,
	lineItemUpdateRules,
} from './rules/lineItems.ts';
import { orderRules } from './rules/order.ts';
import { orderFilterRules } from './rules/orderFilters.ts';
import { orderOptionRules } from './rules/orderOptions.ts';
import { orderTextRules } from './rules/orderTexts.ts';
import { recipientRules } from './rules/recipient.ts';
import { templateRules, templateUpdateRules } from './rules/templates.ts';
import { SEEDED_ALERT } from '../seed.ts';
import { ACCOUNT, ALERT, CARD, CUSTOMER, ORDER, TEMPLATE, TRANSFER } from './rules/samples.ts';

/** The rules on what one operation is sent. */
export interface OperationRules {
	/** A `get` is asked with a query, the others with a body. */
	readonly verb: 'get' | 'post' | 'patch';
	/** As in the API facts. */
	readonly path: string;
	/** The path of a request to the seeded sandbox, where it differs. */
	readonly url?: string;
	/** A request that keeps all rules. */
	readonly sample: Values;
	readonly rules: readonly FieldRule[];
}

const ACCOUNTS = {
	path: '/customers/{customerIdentifier}/accounts',
	url: '/customers/acme-rewards/accounts',
};

const ONE_ACCOUNT = {
	path: '/customers/{customerIdentifier}/accounts/{accountIdentifier}',
	url: '/customers/acme-rewards/accounts/acme-usd',
};

const ALERTS = { path: `${ONE_ACCOUNT.path}/lowbalance`, url: `${ONE_ACCOUNT.url}/lowbalance` };

const ONE_ALERT = { path: `${ALERTS.path}/{balanceAlertID}`, url: `${ALERTS.url}/${SEEDED_ALERT}` };

const ONE_LINE = '/lineItems/{referenceLineItemID}';

const OTHER_REASON = { reasonCode: 'OTHER', otherReason: 'Asked by phone' };

/**
 * Everything Tango's texts say about single fields, with examples, its i18nKey and its source. Where two texts
 * disagree, the later correction holds (§10), else the stricter one; `why` tells.
 */
export const FIELD_RULES: readonly OperationRules[] = [
	{
		verb: 'post',
		path: '/orders',
		sample: ORDER,
		rules: [...orderRules, ...orderOptionRules, ...orderTextRules, ...recipientRules, ...addressRules],
	},
	{ verb: 'post', path: '/customers', sample: CUSTOMER, rules: customerRules },
	{ verb: 'post', ...ACCOUNTS, sample: ACCOUNT, rules: accountRules },
	{ verb: 'patch', ...ONE_ACCOUNT, sample: {}, rules: accountUpdateRules },
	{ verb: 'post', ...ALERTS, sample: ALERT, rules: alertRules },
	{ verb: 'patch', ...ONE_ALERT, sample: {}, rules: alertUpdateRules },
	{ verb: 'get', ...ALERTS, sample: {}, rules: alertFilterRules },
	{ verb: 'post', path: '/digitalTemplates', sample: TEMPLATE, rules: templateRules },
	{
		verb: 'patch',
		path: '/digitalTemplates/{etid}',
		url: '/digitalTemplates/E100001',
		sample: {},
		rules: templateUpdateRules,
	},
	{ verb: 'post', path: '/transferFunds', sample: TRANSFER, rules: transferRules },
	{ verb: 'post', path: '/creditCardDeposits', sample: { ...CARD, amount: 100 }, rules: depositRules },
	{ verb: 'post', path: '/creditCardUnregisters', sample: CARD, rules: unregisterRules },
	{ verb: 'patch', path: ONE_LINE, sample: {}, rules: lineItemUpdateRules },
	{ verb: 'post', path: `${ONE_LINE}/cancel`, sample: OTHER_REASON, rules: cancelRules },
	{ verb: 'post', path: `${ONE_LINE}/freeze`, sample: OTHER_REASON, rules: freezeRules },
	{ verb: 'post', path: `${ONE_LINE}/unfreeze`, sample: OTHER_REASON, rules: freezeRules },
	{
		verb: 'patch',
		path: '/asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}',
		sample: {},
		rules: bulkUpdateRules,
	},
	{
		verb: 'patch',
		path: '/asyncOrders/lineItems/{referenceLineItemId}',
		sample: {},
		rules: bulkLineUpdateRules,
	},
	{ verb: 'get', path: '/orders', sample: {}, rules: orderFilterRules },
	{ verb: 'get', path: '/customers', sample: {}, rules: customerFilterRules },
	{ verb: 'get', path: '/accounts', sample: {}, rules: accountFilterRules },
	{ verb: 'get', ...ACCOUNTS, sample: {}, rules: accountFilterRules },
	{ verb: 'get', path: '/creditCards', sample: {}, rules: cardFilterRules },
	{ verb: 'get', path: '/exchangerates', sample: {}, rules: rateFilterRules },
	{ verb: 'get', path: '/catalogs', sample: {}, rules: catalogFilterRules },
	{ verb: 'get', path: '/choiceProducts', sample: {}, rules: choiceProductFilterRules },
	{
		verb: 'get',
		path: '/choiceProducts/{choiceProductUtid}/catalog',
		url: '/choiceProducts/U561593/catalog',
		sample: {},
		rules: catalogFilterRules,
	},
	{ verb: 'get', path: '/rewardCountries', sample: {}, rules: countryFilterRules },
];

/** The rules of an operation that the table knows; none for any other. */
export function rulesOf(verb: string, path: string): readonly FieldRule[] {
	return FIELD_RULES.find((entry) => entry.verb === verb && entry.path === path)?.rules ?? [];
}
