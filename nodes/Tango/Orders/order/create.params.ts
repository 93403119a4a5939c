import type { CheckTogether } from '../../n8n/fields/readParams';
import type { ParamsOf } from '../../n8n/fields/form';
import type { CREATE_FIELDS, REWARD_FIELDS } from './create.fields';
import { checkAllowed } from './allowedRecipients';
import { checkToolLimits } from './limits.fields';
import { checkRecipient } from './recipient.rules';

export type CreateParams = ParamsOf<typeof CREATE_FIELDS>;

/** The fields that a Bulk Order has as well. */
export type RewardParams = ParamsOf<typeof REWARD_FIELDS>;

/** What only several fields together can be judged by. */
export const checkOrder: CheckTogether<CreateParams> = (params, complain, isTool) => {
	checkReward(params, complain, isTool);
};

export const checkReward: CheckTogether<RewardParams> = (params, complain, isTool) => {
	checkRecipient(params, complain, isTool);
	checkToolLimits(params, complain, isTool);
	if (isTool) checkAllowed(params, complain, isTool);
	const { referenceSource } = params;
	if (referenceSource === 'businessKey' && !params.reference) {
		complain(
			'reference',
			'is empty. Fill in a value that exists once per reward, such as the survey response ID',
		);
	}
	if (referenceSource === 'payload' && !params.referenceScope) {
		complain(
			'referenceScope',
			'is empty. Fill in what these rewards are for, such as the month or the campaign',
		);
	}
};
