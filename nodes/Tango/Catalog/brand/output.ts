import type { IDataObject } from 'n8n-workflow';
import type { Brand } from '../../core';
import { dataObject } from '../../n8n/run/output';
import { plainText } from '../../n8n/run/plainText';
import { categoriesOf, imageOf } from '../../n8n/run/brandFacts';

/** One brand: its main fields and the number of its rewards, or as Tango sends it. */
export function brandOutput(brand: Brand, simplify: boolean): IDataObject {
	const { brandKey, brandName, status, rewards, raw } = brand;
	if (!simplify) return dataObject(raw);
	return dataObject({
		brandKey,
		brandName,
		description: plainText(raw.description),
		shortDescription: plainText(raw.shortDescription),
		categories: categoriesOf(brand),
		imageUrl: imageOf(brand),
		status,
		createdDate: raw.createdDate,
		lastUpdateDate: raw.lastUpdateDate,
		rewardCount: rewards.length,
	});
}
