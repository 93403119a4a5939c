import { picking } from '../../n8n/run/output';

export const choiceProductOutput = picking(['rewardName', 'utid', 'currencyCode', 'countries']);
