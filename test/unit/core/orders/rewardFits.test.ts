import { describe, expect, it } from 'vitest';

import type { Reward } from '../../../../nodes/Tango/core/api/catalog.ts';
import type { Tango } from '../../../../nodes/Tango/core/connection/tango.ts';
import { misfits } from '../../../../nodes/Tango/core/orders/rewardFits.ts';
import { orderParams, type Raw } from '../../support/form.ts';
import { standIn } from '../../support/standIn.ts';

const tango = standIn<Tango>({ today: () => '2026-11-25' });

function told(changes: Raw, reward?: Partial<Reward>): string[] {
	const params = orderParams({ recipientMobileNumber: '+12065550100', ...changes });
	const brand = { brandKey: 'B1', brandName: 'Acme', status: 'active', rewards: [], categories: [], raw: {} };
	const entry = reward && { reward: { utid: 'U1', rewardName: 'Gift', ...reward }, brand };
	return misfits({ params, tango }, entry).map(({ facts }) => `${facts.field} ${facts.problem}`);
}

const POSTED: Raw = {
	deliveryMethod: 'ADDRESS',
	recipientLastName: 'Doe',
	recipientAddress: {
		streetLine1: 'Main Street 1',
		city: 'Seattle',
		stateOrProvince: 'WA',
		postalCode: '98116',
		country: 'US',
	},
};
const expiring = (expirationDate: string): Raw => ({ additionalFields: { expirationDate } });

describe('an order that asks more than its reward has', () => {
	it.each<[Raw, Partial<Reward>, string]>([
		[
			{ deliveryMethod: 'NONE' },
			{ fulfillmentType: 'PHYSICAL' },
			'deliveryMethod is NONE, but "Gift" is a card that goes by post: choose Address',
		],
		[
			{},
			{ rewardType: 'physical gift card' },
			'deliveryMethod is EMAIL, but "Gift" is a card that goes by post: choose Address',
		],
		[POSTED, { fulfillmentType: 'DIGITAL' }, 'deliveryMethod is ADDRESS, but "Gift" does not go by post'],
		[
			{ deliveryMethod: 'PHONE' },
			{ attributes: ['EMAIL'] },
			'deliveryMethod is PHONE, but "Gift" goes by EMAIL only',
		],
		[
			{ deliveryMethod: 'EMBEDDED' },
			{ attributes: [] },
			'deliveryMethod is EMBEDDED, but "Gift" goes by none of these ways only',
		],
		[expiring('2026-11-24'), { rewardType: 'promo' }, 'expirationDate is 2026-11-24, which is over'],
		[
			expiring('2026-11-25'),
			{ rewardType: 'gift card' },
			'expirationDate is set, but "Gift" is no Promo Link: only those can expire on a day of your own',
		],
	])('%j of %j is refused', (changes, reward, problem) => {
		expect(told(changes, reward)).toEqual([problem]);
	});

	it.each<[Raw, Partial<Reward>]>([
		[POSTED, { fulfillmentType: 'PHYSICAL', attributes: ['ADDRESS'] }],
		[POSTED, { fulfillmentType: 'DIGITAL', attributes: ['EMAIL', 'ADDRESS'] }],
		[{ deliveryMethod: 'PHONE' }, { attributes: ['PHONE'] }],
		[{ deliveryMethod: 'WHATSAPP' }, { attributes: ['EMAIL'] }],
		[expiring('2026-11-25'), { rewardType: 'promo' }],
		[expiring('2026-11-25T18:00:00+01:00'), { rewardType: 'Promo Link' }],
	])('%j of %j is fine', (changes, reward) => {
		expect(told(changes, reward)).toEqual([]);
	});

	it('is not refused for what the catalog does not tell', () => {
		for (const deliveryMethod of ['NONE', 'EMAIL', 'PHONE', 'EMBEDDED', 'WHATSAPP'])
			expect(told({ deliveryMethod }, {})).toEqual([]);
		expect(told(POSTED, {})).toEqual([]);
		expect(told(expiring('2026-12-31'), {})).toEqual([]);
	});

	it('is refused for a day that is over even without the catalog', () => {
		expect(told(expiring('2020-01-31'))).toEqual(['expirationDate is 2020-01-31, which is over']);
	});
});
