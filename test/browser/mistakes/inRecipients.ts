import type { Mistake } from './mistake.ts';

const JANE = 'jane@example.com';

/** Who gets it, how, and by which reference: each begins where the one before was mended. */
export const IN_RECIPIENTS: readonly Mistake[] = [
	{
		what: 'an address with a comma for its dot',
		make: async (form) => await form.type('recipientEmail', 'jane@example,com'),
		says: 'Recipient Email is not an e-mail address: "jane@example,com"',
		mend: async (form) => await form.type('recipientEmail', JANE),
	},
	{
		what: 'an expression that finds nothing',
		make: async (form) => await form.express('recipientEmail', '{{ $json.emial }}', 'undefined'),
		says: 'Recipient Email is empty, but the reward is sent by email',
		mend: async (form) => {
			await form.fixed('recipientEmail');
			await form.type('recipientEmail', JANE);
		},
	},
	{
		what: 'no first name',
		make: async (form) => await form.type('recipientFirstName', ''),
		says: 'Recipient First Name is empty, but Tango needs it to deliver the reward',
		mend: async (form) => await form.type('recipientFirstName', 'Jane'),
	},
	{
		what: 'no reference',
		reference: '',
		make: async () => {},
		says: 'Reference is empty. Fill in a value that exists once per reward, such as the survey response ID',
		mend: async (form) => await form.type('reference', 'response-1'),
	},
	{
		what: 'the reference of another person’s reward',
		reference: 'response-1',
		make: async (form) => await form.type('recipientEmail', 'sam@example.com'),
		says: /This reference already belongs to another order \(RA[-\d]+\): Recipient Email is j…@example\.com there.*change the reference of this item alone, to a value that exists once per reward/s,
		mend: async (form) => await form.type('reference', 'response-2'),
	},
	{
		what: 'a reference whose expression finds nothing',
		make: async (form) => await form.express('reference', 'survey-{{ $json.responseID }}', 'survey-'),
		says: 'Reference has a hole: {{ $json.responseID }} found no value',
		mend: async (form) => {
			await form.fixed('reference');
			await form.type('reference', 'response-3');
		},
	},
	{
		what: 'a text message without a number',
		make: async (form) => await form.choose('deliveryMethod', 'Phone'),
		says: 'Recipient Mobile Number is empty, but the reward is sent to a phone',
		mend: async (form) => await form.type('recipientMobileNumber', '+12065550100'),
	},
	{
		what: 'a number as people write it',
		make: async (form) => await form.type('recipientMobileNumber', '(206) 555-0100'),
		says: 'Recipient Mobile Number is “(206) 555-0100”: write +, the country code and the whole number in digits alone, such as +12065550100',
		mend: async (form) => await form.type('recipientMobileNumber', '+12065550100'),
	},
	{
		what: 'signs that Tango does not take',
		make: async (form) => {
			await form.add('Add Field', 'Campaign');
			await form.type('campaign', 'Autumn & Friends');
		},
		says: 'Campaign holds “&”: Tango takes letters A to Z, digits and spaces in this field',
		mend: async (form) => await form.type('campaign', 'Autumn and Friends'),
	},
	{
		what: 'a text that is too long',
		make: async (form) => {
			await form.add('Add Field', 'Message');
			await form.type('message', 'Thank you! '.repeat(100));
		},
		says: /Message “Thank you!.*” is longer than 1024 characters/,
		mend: async (form) => await form.type('message', 'Thank you!'),
	},
	{
		what: 'a card by email that goes by post',
		make: async (form) => {
			await form.type('recipientLastName', 'Doe');
			await form.add('Add Address Field', 'Street Line 1');
			await form.type('streetLine1', '1 Main Street');
			await form.add('Add Address Field', 'City');
			await form.type('city', 'Seattle');
			await form.add('Add Address Field', 'Postal Code');
			await form.type('postalCode', '98116');
			await form.add('Add Address Field', 'State or Province');
			await form.type('stateOrProvince', 'WA');
			await form.add('Add Address Field', 'Country');
			await form.pick('country', 'United States', 'united states');
			await form.choose('deliveryMethod', 'Email');
			await form.pick('utid', 'Sandbox Plastic Card', 'plastic');
		},
		says: 'Delivery Method is EMAIL, but "Sandbox Plastic Card" is a card that goes by post: choose Address',
		mend: async (form) => await form.choose('deliveryMethod', 'Address'),
	},
	{
		what: 'a state that is written out',
		make: async (form) => await form.type('stateOrProvince', 'Washington'),
		says: 'State or Province is “Washington”: in the US and Canada write two capital letters, such as WA',
		mend: async (form) => await form.type('stateOrProvince', 'WA'),
	},
	{
		what: 'a day that is over',
		make: async (form) => {
			await form.pick('utid', 'Sandbox Promo Link', 'promo');
			await form.choose('deliveryMethod', 'Email');
			await form.add('Add Field', 'Expiration Date');
			await form.express('expirationDate', '{{ "2020-01-31" }}', '2020-01-31');
		},
		says: 'Expiration Date is 2020-01-31, which is over',
		mend: async (form) => await form.express('expirationDate', '{{ "2099-01-31" }}', '2099-01-31'),
	},
];
