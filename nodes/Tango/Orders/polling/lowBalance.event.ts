import type { IDataObject } from 'n8n-workflow';
import { ENDPOINTS, readAccountBalance, readRecord, TangoError, type JsonRecord } from '../../core';
import { account } from '../../n8n/fields/locators';
import { amount } from '../../n8n/fields/numbers';
import { dataObject, pick } from '../../n8n/run/output';
import { defineEvent, type Surroundings } from './event';

const SIMPLE_FIELDS = ['accountIdentifier', 'displayName', 'currentBalance', 'currencyCode', 'status'];

export const lowBalance = defineEvent({
	value: 'lowBalance',
	name: 'Low Balance',
	description: 'The balance of an account fell below an amount; once, until it was above again',
	fields: {
		accountIdentifier: account({ description: 'The Tango account whose balance is watched' }),
		balanceBelow: amount({
			description: 'In the account’s currency. The workflow starts when the balance falls below it.',
		}),
	},
	look: async ({ accountIdentifier, balanceBelow, includeExisting, simplify }, around, { wasBelow }) => {
		const { raw, balance } = await accountNow(accountIdentifier, around);
		const isBelow = balance < balanceBelow;
		const isCrossed = isBelow && (wasBelow === false || (wasBelow === undefined && includeExisting));
		return {
			items: isCrossed ? [accountItem(raw, balanceBelow, simplify)] : [],
			memory: { wasBelow: isBelow },
		};
	},
	sample: async ({ accountIdentifier, balanceBelow, simplify }, around) => {
		const { raw } = await accountNow(accountIdentifier, around);
		return [accountItem(raw, balanceBelow, simplify)];
	},
});

/** Asked for anew each time. */
async function accountNow(
	accountIdentifier: string,
	{ tango, call }: Surroundings,
): Promise<{ raw: JsonRecord; balance: number }> {
	const { json, requestId } = await tango.send(ENDPOINTS.getAccount, { path: { accountIdentifier } }, call);
	const known = readAccountBalance(json);
	// Of a balance that is not told nobody can say that it is low, or that it is not.
	if (!known) throw new TangoError('UNAVAILABLE', { requestId });
	return { raw: readRecord(json), balance: known.currentBalance };
}

function accountItem(raw: JsonRecord, balanceBelow: number, simplify: boolean): IDataObject {
	return { ...(simplify ? pick(raw, SIMPLE_FIELDS) : dataObject(raw)), balanceBelow };
}
