import { describe, expect, test } from 'vitest';

import type { Stage } from '../support/stage.ts';

const NODES = ['Tango Orders', 'Tango Customers', 'Tango Catalog', 'Tango Trigger'];

/** What people type who want to send a reward. */
const WORDS = [
	'tango',
	'tango card',
	'tangocard',
	'gift card',
	'gift cards',
	'giftcard',
	'giftcards',
	'e-gift',
	'egift',
	'reward',
	'rewards',
	'incentive',
	'incentives',
	'voucher',
	'vouchers',
	'prepaid',
	'prepaid card',
	'bonus',
	'payout',
	'payouts',
	'digital reward',
	'loyalty',
];

export function nodePanel(stage: Stage): void {
	describe('the node panel', () => {
		test('opens', async () => {
			await stage.page.goto('/workflow/new');
			await stage.page.waitForURL(({ pathname }) => pathname !== '/workflow/new');
			await stage.page.getByTestId('canvas-add-button').click();
			await stage.page.getByTestId('node-creator-search-bar').waitFor();
		});

		test.each(WORDS)('finds every node by "%s"', async (word) => {
			const names = stage.page.getByTestId('node-creator-item-name');
			await stage.page.getByTestId('node-creator-search-bar').fill(word);

			await names.filter({ hasText: 'Tango' }).first().waitFor();
			await expect.poll(async () => await names.allInnerTexts()).toEqual(expect.arrayContaining(NODES));
			await stage.pictures.step(`node-panel-${word.replaceAll(' ', '-')}`);
		});

		test('says of Tango Orders what it sends first, and then what it starts', async () => {
			await stage.page.getByTestId('node-creator-search-bar').fill('tango orders');
			await stage.page.getByText(/^Send gift-card rewards with Tango.*start workflows by orders/).waitFor();
			await stage.pictures.step('node-panel-description');
		});
	});
}
