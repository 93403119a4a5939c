import { ApiError, invalidField } from '../errors.ts';
import { DAY_MS } from '../facts/dates.ts';
import type { LineItemBook, LineItem } from './book.ts';

/** Days after which a reward is neither cancelled nor frozen nor reissued. */
const MAX_DAYS = 5;
const MAX_REISSUES = 5;
const RESEND_PAUSE_MS = 30_000;

/** Links that the recipient turns into a reward of their choice. */
export function isChoice({ order }: LineItem): boolean {
	return order.item.rewardType === 'reward link';
}

export function mayCancel(line: LineItem): boolean {
	const { order, fate } = line;
	const isYoung = Date.now() - order.createdAtMs <= MAX_DAYS * DAY_MS;
	return isChoice(line) && isYoung && order.status === 'COMPLETE' && fate.reissuedTo === undefined;
}

export function mayFreeze(line: LineItem): boolean {
	return mayCancel(line) && !line.fate.frozen;
}

export function requireThat(isAllowed: boolean, what: string): void {
	if (!isAllowed) throw new ApiError(403, '403.010', `This line item cannot be ${what} in its status`);
}

export function requireReissuesLeft(line: LineItem, lineOf: (id: string) => LineItem): void {
	let count = 0;
	for (let from = line.fate.reissuedFrom; from !== undefined; from = lineOf(from).fate.reissuedFrom)
		count += 1;
	if (count >= MAX_REISSUES) throw new ApiError(403, '403.022', 'The reward was reissued five times already');
}

/** Not too soon after the last one. */
export function requireResendAllowed({ fate }: LineItem, { resendRule }: LineItemBook): void {
	const last = fate.resends.at(-1);
	const said = last ? ` It was last sent at ${new Date(last.at).toISOString()}.` : '';
	if (resendRule === '403.004') {
		throw new ApiError(403, resendRule, `The reward can be resent only once in 12 hours.${said}`);
	}
	if (resendRule === '403.023') {
		throw new ApiError(403, resendRule, `The reward can be resent only once in 24 hours.${said}`);
	}
	if (last && Date.now() - last.at < RESEND_PAUSE_MS) {
		throw new ApiError(403, '403.005', `The reward can be resent only once in 30 seconds.${said}`);
	}
}

/** Ways of delivery that a reward must have among its attributes. */
export function requireDelivery({ order }: LineItem, method: string | undefined, field: string): void {
	if (method !== 'PHONE' && method !== 'EMBEDDED') return;
	if (order.item.attributes.includes(method)) return;
	throw invalidField(field, '400.001', `This item cannot be delivered by ${method}`, method);
}

export function requireReason({
	reasonCode,
	otherReason,
}: {
	reasonCode?: string;
	otherReason?: string;
}): void {
	if (reasonCode === 'OTHER' && !otherReason?.trim()) {
		throw invalidField('otherReason', '422.128', 'may not be null', null);
	}
}
