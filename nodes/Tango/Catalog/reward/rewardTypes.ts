/** The kinds of rewards in Tango's catalog, by its own values. */
export const REWARD_TYPES = {
	all: { name: 'All', description: 'Rewards of every kind' },
	'cash equivalent': {
		name: 'Cash Equivalent',
		description: 'Spent like money, such as a virtual Mastercard',
	},
	donation: { name: 'Donation', description: 'Money for a charity' },
	'gift card': { name: 'Gift Card', description: 'The code of a gift card of one brand' },
	'payment ach': { name: 'Payment ACH', description: 'Paid into a bank account in the US' },
	'payment card': { name: 'Payment Card', description: 'A card to pay with in many shops' },
	'payment-paypal': { name: 'Payment PayPal', description: 'Paid to somebody’s PayPal account' },
	'physical gift card': { name: 'Physical Gift Card', description: 'A gift card that is sent by post' },
	promo: { name: 'Promo', description: 'Promo Links, which end on a day that you choose' },
	reporting: { name: 'Reporting', description: 'A kind of Tango’s own that its API does not explain' },
	'reward link': { name: 'Reward Link', description: 'The recipient chooses the brand' },
	'tango open loop': { name: 'Tango Open Loop', description: 'A card that is not bound to one brand' },
};
