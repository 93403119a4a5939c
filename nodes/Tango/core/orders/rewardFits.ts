import type { CatalogEntry } from '../catalog/catalog';
import type { Reward } from '../api/catalog';
import { invalidInput, type TangoError } from '../foundation/errors';
import type { OrderItem } from './orderItem';

/**
 * What an order wants that this reward does not have, as far as the catalog tells: its fields may be missing, and
 * what is not told is not held against anybody.
 */
export function misfits(
	{ params, tango }: Pick<OrderItem, 'params' | 'tango'>,
	entry: CatalogEntry | undefined,
): TangoError[] {
	const { deliveryMethod, additionalFields } = params;
	const { expirationDate } = additionalFields;
	const delivery = entry && deliveryProblem(deliveryMethod, entry.reward);
	const expiration =
		expirationDate === undefined
			? undefined
			: expirationProblem(expirationDate, tango.today(), entry?.reward);
	return [
		...(delivery === undefined ? [] : [invalidInput('deliveryMethod', delivery)]),
		...(expiration === undefined ? [] : [invalidInput('expirationDate', expiration)]),
	];
}

/** Ways of delivery that Tango takes only where the reward names them; all go by e-mail that do not go by post. */
const OF_SOME_REWARDS: ReadonlySet<string> = new Set(['PHONE', 'EMBEDDED']);

/** i18nKeys 422.168 and 422.169 for the post. */
export function deliveryProblem(method: string, reward: Reward): string | undefined {
	const { attributes, fulfillmentType, rewardType } = reward;
	const isPhysical = fulfillmentType === 'PHYSICAL' || rewardType === 'physical gift card';
	if (isPhysical && method !== 'ADDRESS')
		return `is ${method}, but "${nameOf(reward)}" is a card that goes by post: choose Address`;
	if (method === 'ADDRESS' && !isPhysical && fulfillmentType === 'DIGITAL' && !attributes?.includes(method))
		return `is ADDRESS, but "${nameOf(reward)}" does not go by post`;
	if (!OF_SOME_REWARDS.has(method) || attributes === undefined || attributes.includes(method))
		return undefined;
	return `is ${method}, but "${nameOf(reward)}" goes by ${attributes.join(', ') || 'none of these ways'} only`;
}

/** i18nKey 422.162. The day has begun everywhere once UTC says that it is over, so none that counts is refused. */
function expirationProblem(day: string, today: string, reward: Reward | undefined): string | undefined {
	if (day < today) return `is ${day}, which is over`;
	if (reward?.rewardType === undefined || /\bpromo\b/i.test(reward.rewardType)) return undefined;
	return `is set, but "${nameOf(reward)}" is no Promo Link: only those can expire on a day of your own`;
}

function nameOf({ rewardName, utid }: Reward): string {
	return rewardName ?? utid;
}
