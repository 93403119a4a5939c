import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ENDPOINTS, openTango, searchFor, type Tango } from '../../core';
import { auditTrail } from '../credential/auditTrail';
import { credentialTypeOf, readSettings } from '../credential/readSettings';
import { egressFilterOf } from '../credential/egress';
import { locatorValue } from '../fields/locators';
import { callOptions } from '../fields/requestOptions';
import { toNodeError } from '../words/toNodeError';
import {
	accountRow,
	alertRow,
	choiceProductRow,
	creditCardRow,
	customerRow,
	rewardRow,
	told,
	type ListRow,
} from './listRows';

/** More than a person looks through at once; n8n asks for the next ones as the list is scrolled. */
const PAGE_SIZE = 200;

type Rows = (tango: Tango, call: ReturnType<typeof callOptions>) => Promise<ListRow[]>;

/** A search as n8n calls it: what was typed, and where the page before ended. */
type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Reads the list with the node's credential; what goes wrong is told in the list's own place. */
function searchIn(rowsFor: (editor: ILoadOptionsFunctions) => Rows): Search {
	return async function search(filter, paginationToken) {
		try {
			const type = credentialTypeOf(this.getCurrentNodeParameter('authentication'));
			const tango = openTango(readSettings(type, await this.getCredentials(type)), egressFilterOf(this));
			const limits = { maxAttempts: 2, totalTimeout: 40 };
			const call = callOptions(tango, limits, undefined, auditTrail(this));
			const rows = await rowsFor(this)(tango, { ...call, personWaits: true });
			return pageOf(told(rows).filter(searchFor(filter)), Number(paginationToken) || 0);
		} catch (error) {
			throw toNodeError(error, { node: this.getNode() });
		}
	};
}

function pageOf(rows: readonly ListRow[], start: number): INodeListSearchResult {
	const end = start + PAGE_SIZE;
	return {
		results: rows.slice(start, end).map(({ label, value }) => ({ name: label, value })),
		...(end < rows.length ? { paginationToken: String(end) } : {}),
	};
}

export const listSearch = {
	searchCustomers: searchIn(() => async (tango, call) => {
		const customers = await tango.recentList(ENDPOINTS.listCustomers, {}, call);
		return customers.map(customerRow);
	}),

	/** Only the chosen customer's accounts, as the account must belong to it. */
	searchAccounts: searchIn((editor) => async (tango, call) => {
		const customerIdentifier = chosen(editor, 'customerIdentifier');
		const accounts = customerIdentifier
			? await tango.recentList(ENDPOINTS.listCustomerAccounts, { path: { customerIdentifier } }, call)
			: await tango.recentList(ENDPOINTS.listAccounts, {}, call);
		return accounts.map(accountRow);
	}),

	/** Alerts belong to an account: without one there are none to choose from. */
	searchAlerts: searchIn((editor) => async (tango, call) => {
		const customerIdentifier = chosen(editor, 'customerIdentifier');
		const accountIdentifier = chosen(editor, 'accountIdentifier');
		if (!customerIdentifier || !accountIdentifier) return [];
		const path = { customerIdentifier, accountIdentifier };
		return (await tango.recentList(ENDPOINTS.listAlerts, { path }, call)).map(alertRow);
	}),

	/** Only cards that can be charged, and only those of the chosen account. */
	searchCreditCards: searchIn((editor) => async (tango, call) => {
		const query = { accountIdentifier: chosen(editor, 'accountIdentifier') };
		const cards = await tango.recentList(ENDPOINTS.listCreditCards, { query }, call);
		return cards.map(creditCardRow);
	}),

	searchChoiceProducts: searchIn(() => async (tango, call) => {
		const products = await tango.recentList(ENDPOINTS.listChoiceProducts, {}, call);
		return products.map(choiceProductRow);
	}),

	searchRewards: searchIn(() => async (tango, call) => {
		const entries = await tango.catalog.rewards(call);
		return entries.filter(({ reward }) => (reward.status ?? 'active') === 'active').map(rewardRow);
	}),
};

/** What another field of the form holds; undefined when nothing was chosen there. */
function chosen(editor: ILoadOptionsFunctions, field: string): string | undefined {
	const value = locatorValue(editor.getCurrentNodeParameter(field));
	return typeof value === 'string' && value !== '' ? value : undefined;
}
