import { ENDPOINTS, STANDARD_TEMPLATE } from '../../core';
import { catalogLists } from './catalogLists';
import { chosenInForm } from './chosenInForm';
import {
	accountRow,
	alertRow,
	creditCardRow,
	customerRow,
	foreignAccountRow,
	standardTemplateRow,
	templateRow,
} from './listRows';
import { orderLists } from './orderLists';
import { searchIn } from './searchIn';

export const listSearch = {
	...catalogLists,
	...orderLists,

	searchCustomers: searchIn(() => async (tango, call) => {
		const customers = await tango.recentList(ENDPOINTS.listCustomers, {}, call);
		return customers.map(customerRow);
	}),

	/**
	 * Only the chosen customer's accounts, as the account must belong to it. One that was chosen before the customer was
	 * changed stands first and is marked.
	 */
	searchAccounts: searchIn((editor) => async (tango, call) => {
		const customerIdentifier = chosenInForm(editor, 'customerIdentifier');
		const accounts = customerIdentifier
			? await tango.recentList(ENDPOINTS.listCustomerAccounts, { path: { customerIdentifier } }, call)
			: await tango.recentList(ENDPOINTS.listAccounts, {}, call);
		const rows = accounts.map(accountRow);
		const account = chosenInForm(editor, 'accountIdentifier');
		const isForeign =
			customerIdentifier !== undefined &&
			account !== undefined &&
			// An expression is none until it runs.
			!account.startsWith('=') &&
			!rows.some(({ value }) => value.toLowerCase() === account.toLowerCase());
		return isForeign ? [foreignAccountRow(account), ...rows] : rows;
	}),

	/** Alerts belong to an account: without one there are none to choose from. */
	searchAlerts: searchIn((editor) => async (tango, call) => {
		const customerIdentifier = chosenInForm(editor, 'customerIdentifier');
		const accountIdentifier = chosenInForm(editor, 'accountIdentifier');
		if (!customerIdentifier || !accountIdentifier) return [];
		const path = { customerIdentifier, accountIdentifier };
		return (await tango.recentList(ENDPOINTS.listAlerts, { path }, call)).map(alertRow);
	}),

	/** Only cards that can be charged, and only those of the chosen account. */
	searchCreditCards: searchIn((editor) => async (tango, call) => {
		const query = { accountIdentifier: chosenInForm(editor, 'accountIdentifier') };
		const cards = await tango.recentList(ENDPOINTS.listCreditCards, { query }, call);
		return cards.map(creditCardRow);
	}),

	/** Tango's own can be chosen even where the list leaves it out. */
	searchEmailTemplates: searchIn(() => async (tango, call) => {
		const templates = await tango.recentList(ENDPOINTS.listTemplates, {}, call);
		const rows = templates.map(templateRow);
		return rows.some(({ value }) => value === STANDARD_TEMPLATE) ? rows : [...rows, standardTemplateRow()];
	}),
};
