import type { IDataObject } from 'n8n-workflow';
import type { CatalogEntry } from '../../core';
import { dataObject } from '../../n8n/run/output';

/** One orderable reward with its brand's fields joined in: the main ones, or all that Tango sends. */
export function rewardOutput({ reward, brand }: CatalogEntry, simplify: boolean): IDataObject {
	if (!simplify) {
		// Where both have a field (status, dates), the reward's is the one that matters for ordering.
		return dataObject({ ...brand.raw, items: undefined, ...reward });
	}
	const { utid, rewardName, currencyCode, valueType, faceValue, minValue, maxValue, countries, status } =
		reward;
	const { brandKey, brandName } = brand;
	const main = {
		utid,
		rewardName,
		brandKey,
		brandName,
		currencyCode,
		valueType,
		faceValue,
		minValue,
		maxValue,
	};
	return dataObject({ ...main, countries, status });
}
