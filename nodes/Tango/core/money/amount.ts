import type { Reward } from '../api/catalog';

/**
 * What is wrong with an amount for this reward, as the second half of a sentence; undefined when it fits.
 * Rules: at most 6 digits before and 2 after the point (i18nKey 422.105, 422.140), the fixed value (422.027),
 * the range (422.025), whole amounts (422.026).
 */
export function amountProblem(amount: number, reward?: Reward): string | undefined {
	if (!Number.isFinite(amount) || amount <= 0) return 'must be a number above 0';
	if (!/^\d{1,6}(\.\d{1,2})?$/.test(String(amount))) {
		return `is ${amount}, but Tango takes at most 6 digits before the point and 2 after it`;
	}
	if (!reward) return undefined;
	const { faceValue, minValue, maxValue, currencyCode = '' } = reward;
	if (faceValue !== undefined && amount !== faceValue) {
		return `is ${amount}, but "${nameOf(reward)}" has the fixed value ${faceValue} ${currencyCode}`.trim();
	}
	if ((minValue !== undefined && amount < minValue) || (maxValue !== undefined && amount > maxValue)) {
		const range = `${minValue ?? 0} to ${maxValue ?? '…'} ${currencyCode}`.trim();
		return `is ${amount}, but "${nameOf(reward)}" takes ${range}`;
	}
	if (reward.isWholeAmountValueRequired && !Number.isInteger(amount)) {
		return `is ${amount}, but "${nameOf(reward)}" takes whole amounts only`;
	}
	return undefined;
}

function nameOf(reward: Reward): string {
	return reward.rewardName ?? reward.utid;
}
