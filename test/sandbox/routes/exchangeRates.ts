import { type Answer, jsonAnswer } from '../exchange.ts';
import { baseFx, CURRENCIES } from '../money.ts';
import { cursorPage } from '../paging.ts';
import type { Route, Visit } from '../router.ts';

export const exchangeRateRoutes: readonly Route[] = [
	{ verb: 'get', path: '/exchangerates', handle: getExchangeRates },
];

const DISCLAIMER =
	'Exchange rates are provided here for reference. They are updated at least once a day and may have changed by time of order.';
/** Without a zone suffix, as Tango often sends it. */
const LAST_MODIFIED = '2026-01-15T13:00:14.291';

function getExchangeRates({ call: { query } }: Visit): Answer {
	const rates = wanted(query, 'baseCurrency').flatMap((baseCurrency) =>
		wanted(query, 'rewardCurrency')
			.filter((rewardCurrency) => rewardCurrency !== baseCurrency)
			.map((rewardCurrency) => ({
				lastModifiedDate: LAST_MODIFIED,
				rewardCurrency,
				baseCurrency,
				baseFx: baseFx(baseCurrency, rewardCurrency),
			})),
	);
	if (query.get('paginate') !== 'true') {
		return jsonAnswer(200, { disclaimer: DISCLAIMER, exchangeRates: rates });
	}
	const { found, ...cursors } = cursorPage(rates, query);
	return jsonAnswer(200, { disclaimer: DISCLAIMER, exchangeRates: found, ...cursors });
}

function wanted(query: URLSearchParams, name: string): readonly string[] {
	const named = query.getAll(name);
	return named.length === 0 ? CURRENCIES : CURRENCIES.filter((currency) => named.includes(currency));
}
