import type { IDataObject } from 'n8n-workflow';
import type { Brand } from '../../core';
import { dataObject, pick } from '../../n8n/run/output';

/** One brand: its main fields and the number of its rewards, or as Tango sends it. */
export function brandOutput({ raw, rewards }: Brand, simplify: boolean): IDataObject {
	if (!simplify) return dataObject(raw);
	const main = pick(raw, [
		'brandKey',
		'brandName',
		'shortDescription',
		'status',
		'createdDate',
		'lastUpdateDate',
	]);
	return { ...main, rewardCount: rewards.length };
}
