import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { ENDPOINTS, openTango, type CatalogEntry, type Tango } from '../../core';
import { auditTrail } from '../credential/auditTrail';
import { credentialTypeOf, readSettings } from '../credential/readSettings';
import { egressFilterOf } from '../credential/egress';
import { locatorValue } from '../fields/locators';
import { callOptions } from '../fields/requestOptions';
import { toNodeError } from '../words/toNodeError';

/** More than a person scrolls through; the search box finds the rest. */
const MAX_RESULTS = 200;

type Search = (tango: Tango, call: ReturnType<typeof callOptions>) => Promise<INodeListSearchItems[]>;

/** Runs a search with the node's credential; what goes wrong is told in the list's own place. */
async function search(
	editor: ILoadOptionsFunctions,
	filter: string | undefined,
	run: Search,
): Promise<INodeListSearchResult> {
	try {
		const type = credentialTypeOf(editor.getCurrentNodeParameter('authentication'));
		const tango = openTango(readSettings(type, await editor.getCredentials(type)), egressFilterOf(editor));
		const limits = { maxAttempts: 2, totalTimeout: 40 };
		const call = callOptions(tango, limits, undefined, auditTrail(editor));
		const found = await run(tango, { ...call, personWaits: true });
		const wanted = filter?.trim().toLowerCase() ?? '';
		const results = found.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MAX_RESULTS);
		return { results };
	} catch (error) {
		throw toNodeError(error, { node: editor.getNode() });
	}
}

const ALL = 10_000;

export const listSearch = {
	async searchCustomers(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return await search(this, filter, async (tango, call) => {
			const customers = await tango.list(ENDPOINTS.listCustomers, {}, ALL, call);
			return customers.map(({ customerIdentifier, displayName }) => entry(displayName, customerIdentifier));
		});
	},

	/** Only the chosen customer's accounts, as the account must belong to it. */
	async searchAccounts(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const chosen = locatorValue(this.getCurrentNodeParameter('customerIdentifier'));
		return await search(this, filter, async (tango, call) => {
			const accounts =
				typeof chosen === 'string' && chosen !== ''
					? await tango.list(
							ENDPOINTS.listCustomerAccounts,
							{ path: { customerIdentifier: chosen } },
							ALL,
							call,
						)
					: await tango.list(ENDPOINTS.listAccounts, {}, ALL, call);
			return accounts.map(({ accountIdentifier, displayName, currencyCode }) =>
				entry(`${String(displayName)} (${String(currencyCode)})`, accountIdentifier),
			);
		});
	},

	/** Only cards that can be charged, and only those of the chosen account. */
	async searchCreditCards(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const chosen = locatorValue(this.getCurrentNodeParameter('accountIdentifier'));
		const query = typeof chosen === 'string' ? { accountIdentifier: chosen } : {};
		return await search(this, filter, async (tango, call) => {
			const cards = await tango.list(ENDPOINTS.listCreditCards, { query }, ALL, call);
			return cards.map(({ token, label, lastFourDigits }) =>
				entry(`${String(label)} (…${String(lastFourDigits)})`, token),
			);
		});
	},

	async searchRewards(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return await search(this, filter, async (tango, call) => {
			const entries = await tango.catalog.rewards(call);
			return entries
				.filter(({ reward }) => reward.status === undefined || reward.status === 'active')
				.map((one) => entry(rewardLabel(one), one.reward.utid));
		});
	},
};

/** The ID is part of the name, so that the search box finds it. */
function entry(name: unknown, value: unknown): INodeListSearchItems {
	const id = String(value);
	return { name: `${typeof name === 'string' ? name : id} · ${id}`, value: id };
}

function rewardLabel({ reward, brand }: CatalogEntry): string {
	const { rewardName, currencyCode = '', faceValue, minValue, maxValue } = reward;
	const worth = faceValue ?? (maxValue === undefined ? '' : `${minValue ?? 0}–${maxValue}`);
	return `${rewardName ?? brand.brandName ?? ''} ${worth} ${currencyCode}`.replace(/\s+/g, ' ').trim();
}
