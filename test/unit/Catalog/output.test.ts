import { describe, expect, it } from 'vitest';

import { brandOutput } from '../../../nodes/Tango/Catalog/brand/output.ts';
import { rewardOutput } from '../../../nodes/Tango/Catalog/reward/output.ts';
import { readCatalog } from '../../../nodes/Tango/core/api/catalog.ts';

const ITEM = {
	utid: 'U1',
	rewardName: 'Gift Card',
	status: 'active',
	createdDate: '2020-01-01',
	minValue: 'five',
	fee: { type: 'FLAT', value: 1 },
	attributes: ['EMAIL'],
	credentialTypes: ['pin'],
	isExpirable: true,
	redemptionInstructions: '<p>Redeem.</p>',
	odd: [1],
};
const BRAND = {
	brandKey: 'B1',
	brandName: 'Acme',
	status: 'test',
	createdDate: '2016-01-01',
	description: '<p>Cards &amp; more</p>',
	categories: [{ identifier: 'c-1', description: 'Retail' }, 'odd'],
	imageUrls: {
		'80w-326ppi': 'https://i/80',
		'278w-326ppi': 'https://i/278',
		'1200w-326ppi': 'https://i/1200',
	},
	items: [ITEM],
};

function parts() {
	const [brand] = readCatalog({ brands: [BRAND] });
	const [reward] = brand?.rewards ?? [];
	if (!brand || !reward) throw new Error('nothing was read');
	return { brand, reward };
}

describe('a reward', () => {
	it('comes raw as Tango sent it, with its brand beside it, and neither stands for the other', () => {
		const brand = Object.fromEntries(Object.entries(BRAND).filter(([name]) => name !== 'items'));
		expect(rewardOutput(parts(), false)).toEqual({ ...ITEM, brand });
	});

	it('comes simplified with what people choose by, and without HTML', () => {
		expect(rewardOutput(parts(), true)).toEqual({
			utid: 'U1',
			rewardName: 'Gift Card',
			brandKey: 'B1',
			brandName: 'Acme',
			feeType: 'FLAT',
			feeValue: 1,
			attributes: ['EMAIL'],
			credentialTypes: ['pin'],
			isExpirable: true,
			categories: ['Retail'],
			imageUrl: 'https://i/278',
			status: 'active',
		});
	});
});

describe('a brand', () => {
	it('comes raw as Tango sent it', () => {
		expect(brandOutput(parts().brand, false)).toEqual(BRAND);
	});

	it('comes simplified with its picture and its words', () => {
		expect(brandOutput(parts().brand, true)).toMatchObject({
			brandKey: 'B1',
			description: 'Cards & more',
			categories: ['Retail'],
			imageUrl: 'https://i/278',
			rewardCount: 1,
		});
	});

	it.each([undefined, 'https://i/1', {}, { '80w': 7 }])(
		'has no picture where Tango has none: %j',
		(imageUrls) => {
			const { brand } = parts();
			expect(brandOutput({ ...brand, raw: { ...brand.raw, imageUrls } }, true)).not.toHaveProperty(
				'imageUrl',
			);
		},
	);
});
