import { sum } from '../figures.ts';
import type { Report } from './reports.ts';

/** What came of one run, every figure a number of rewards unless it says otherwise. */
export interface Verdict {
	rewards: number;
	/** Orders on Tango's books. */
	orders: number;
	/** Orders beyond one per reward. */
	duplicates: number;
	paidReportedFailed: number;
	reportedPaidNotPlaced: number;
	/** Reported as "not known", with what to do. */
	unknown: number;
	/** Without any result. */
	hung: number;
	requests: number;
	seconds: number;
}

/** `ordersOf[i]` and `reports[i]` belong to the same reward. */
export function judge(
	ordersOf: readonly number[],
	reports: readonly Report[],
	use: { requests: number; seconds: number },
): Verdict {
	const count = (report: Report, fits: (orders: number) => boolean = () => true) =>
		ordersOf.filter((orders, index) => reports[index] === report && fits(orders)).length;
	return {
		rewards: ordersOf.length,
		orders: sum(ordersOf),
		duplicates: sum(ordersOf.map((orders) => Math.max(0, orders - 1))),
		paidReportedFailed: count('failed', (orders) => orders > 0),
		reportedPaidNotPlaced: count('paid', (orders) => orders === 0),
		unknown: count('unknown'),
		hung: count('nothing'),
		...use,
	};
}
