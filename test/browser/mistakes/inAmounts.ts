import type { Mistake } from './mistake.ts';

/** How much, of what and from where: each begins where the one before was mended. */
export const IN_AMOUNTS: readonly Mistake[] = [
	{
		what: 'an amount with a currency sign in the data',
		make: async (form) => await form.express('amount', '{{ "$25.00" }}', '$25.00'),
		says: 'Amount must be a number, but is "$25.00": write 25.00, without the sign',
		mend: async (form) => await form.express('amount', '{{ "25.00" }}', '25.00'),
	},
	{
		what: 'an amount with a comma between its thousands',
		make: async (form) => {
			await form.type('maximumAmount', '2000');
			await form.type('maximumTotal', '2000');
			await form.express('amount', '{{ "1,000.00" }}', '1,000.00');
		},
		says: 'Amount must be a number, but is "1,000.00": write 1000.00',
		mend: async (form) => await form.express('amount', '{{ "1000.00" }}', '1000.00'),
	},
	{
		what: 'an amount over Maximum Amount',
		make: async (form) => await form.type('maximumAmount', '100'),
		says: 'Amount is 1000, above the Maximum Amount of 100 USD',
		mend: async (form) => {
			await form.fixed('amount');
			await form.type('amount', '25');
		},
	},
	{
		what: 'an amount below the minimum of the reward',
		make: async (form) => {
			await form.pick('utid', 'Starbucks', 'starbucks');
			await form.type('amount', '2');
		},
		says: 'Amount is 2, but "Starbucks eGift" takes 5 to 500 USD',
		mend: async (form) => await form.type('amount', '5'),
	},
	{
		what: 'cents where the reward takes none',
		make: async (form) => await form.type('amount', '7.50'),
		says: 'Amount is 7.5, but "Starbucks eGift" takes whole amounts only',
		mend: async (form) => await form.type('amount', '7'),
	},
	{
		what: 'the name of a reward where its ID belongs',
		make: async (form) => await form.typeId('utid', 'Amazon'),
		says: 'Reward “Amazon” must be the letter U and up to 9 digits, such as U666425; From List has it by its name',
		mend: async (form) => await form.pick('utid', 'Amazon.com', 'amazon'),
	},
	{
		what: 'the account of another customer',
		make: async (form) => await form.typeId('accountIdentifier', 'globex-usd'),
		says: 'Account is globex-usd, which belongs to customer globex-hr, not to acme-rewards',
		mend: async (form) => await form.pick('accountIdentifier', 'Acme US Dollar · 9'),
	},
	{
		what: 'an account without enough money',
		make: async (form) => {
			await form.pick('customerIdentifier', 'Globex HR');
			await form.pick('accountIdentifier', 'Globex US Dollar');
			await form.pick('utid', 'Amazon.com', 'amazon');
			await form.type('amount', '50');
		},
		says: /Account “globex-usd” does not hold enough money for this order.*choose another one/s,
		mend: async (form) => {
			await form.pick('customerIdentifier', 'Acme Rewards');
			await form.pick('accountIdentifier', 'Acme US Dollar');
		},
	},
];
