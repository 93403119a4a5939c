import type { IDataObject } from 'n8n-workflow';
import type { CatalogEntry } from '../../core';
import { categoriesOf, imageOf } from '../../n8n/run/brandFacts';
import { dataObject } from '../../n8n/run/output';

/** One orderable reward: its main fields with its brand's, or as Tango sends it, with the brand beside it. */
export function rewardOutput({ reward, brand }: CatalogEntry, simplify: boolean): IDataObject {
	if (!simplify) {
		// Both have a status and dates: none may stand for the other.
		return dataObject({ ...reward.raw, brand: dataObject({ ...brand.raw, items: undefined }) });
	}
	return dataObject({
		utid: reward.utid,
		rewardName: reward.rewardName,
		brandKey: brand.brandKey,
		brandName: brand.brandName,
		currencyCode: reward.currencyCode,
		valueType: reward.valueType,
		faceValue: reward.faceValue,
		minValue: reward.minValue,
		maxValue: reward.maxValue,
		isWholeAmountValueRequired: reward.isWholeAmountValueRequired,
		feeType: reward.fee?.type,
		feeValue: reward.fee?.value,
		countries: reward.countries,
		rewardType: reward.rewardType,
		attributes: reward.attributes,
		credentialTypes: reward.credentialTypes,
		isExpirable: reward.isExpirable,
		categories: categoriesOf(brand),
		imageUrl: imageOf(brand),
		status: reward.status,
	});
}
