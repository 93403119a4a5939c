import { type FieldRule, free, rule } from './fieldRule.ts';

const DATES = {
	bad: ['soon', '', '01/02/2020', '2020-02-30', '2020-01-01T00:00:00', '2020-1-1'],
	good: ['2020-01-01', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00.5+01:00'],
};
const STATUSES = [
	'PENDING',
	'QUEUED',
	'PENDING_MR',
	'ON_HOLD',
	'CANCELLED',
	'COMPLETE',
	'FAILED',
	'PARTIAL',
	'DELETED',
	'PENDING_KYB',
	'PENDING_PAYMENT',
];
const METHODS = [
	'NONE',
	'EMAIL',
	'PHONE',
	'ADDRESS',
	'EMBEDDED',
	'BULKSHIPMENT',
	'QRCODE',
	'BULKDIGITAL',
	'EMBEDDED_COMPONENT',
	'WHATSAPP',
];
const UNKNOWN = ['DONE', 'complete', ''];

/** GET /orders. */
export const orderFilterRules: readonly FieldRule[] = [
	...free('§2.4', [
		'accountIdentifier',
		'customerIdentifier',
		'externalRefID',
		'currencyCode',
		'utid',
		'ptid',
		'rewardName',
		'senderFirstName',
		'senderLastName',
		'senderEmail',
		'recipientEmail',
		'recipientMobileNumber',
		'recipientFirstName',
		'recipientLastName',
		'campaign',
		'notes',
		'lineItemNotes',
		'purchaseOrderNumber',
	]),
	...['startDate', 'endDate'].flatMap((field) => [
		rule(field, { date: 'day or time' }, '422.044', '§2.4, §10.1 row 14', DATES),
		rule(field, { lies: 'in the past' }, '422.045', '§2.4', {
			bad: ['2999-01-01', '2999-01-01T00:00:00Z'],
			good: ['2020-01-01'],
		}),
	]),
	rule(
		'endDate',
		{ after: 'startDate' },
		'422.041',
		'§2.4',
		{ bad: ['2020-01-31', '2020-01-31T23:59:59Z'], good: ['2020-02-01', '2020-02-02'] },
		{ sample: { startDate: '2020-02-01' } },
	),
	rule(
		'endDate',
		{ days: 100, since: 'startDate' },
		'422.043',
		'§2.4',
		{ bad: ['2020-04-11T00:00:01Z', '2020-06-01'], good: ['2020-04-11T00:00:00Z'] },
		{
			sample: { startDate: '2020-01-02' },
			why: 'With one date or none Tango’s window is not documented: not refused.',
		},
	),
	rule('elementsPerBlock', { type: 'whole number' }, '400.501', '§2.0', {
		bad: ['many', '1.5'],
		good: ['10'],
	}),
	rule('elementsPerBlock', { atLeast: 1 }, '422.042', '§2.0', { bad: ['0', '-1'], good: ['1'] }),
	rule('elementsPerBlock', { atMost: 100 }, '422.042', '§2.0', { bad: ['101', '1000'], good: ['100'] }),
	rule('page', { type: 'whole number' }, '400.501', '§2.0', { bad: ['first', '0.5'], good: ['0'] }),
	rule('page', { atLeast: 0 }, '422.017', '§4.3', { bad: ['-1'], good: ['0'] }),
	rule(
		'page',
		{ books: 'within the first 10,000 results' },
		'400.021',
		'§2.4',
		{ bad: ['100', '5000'], good: ['99'] },
		{ sample: { elementsPerBlock: '100' }, at: '' },
	),
	...['minAmount', 'maxAmount'].map((field) =>
		rule(field, { type: 'number' }, '400.501', 'yaml', { bad: ['ten'], good: ['10', '0.5'] }),
	),
	rule('sendEmail', { type: 'boolean' }, '400.501', 'yaml', { bad: ['yes'], good: ['true'] }),
	rule('deliveryMethod', { oneOf: METHODS }, '400.501', 'yaml', {
		bad: ['PIGEON', ''],
		good: ['NONE', 'WHATSAPP'],
	}),
	...['status', 'orderStatus'].map((field) =>
		rule(field, { oneOf: STATUSES }, '400.501', '§3.2', { bad: UNKNOWN, good: ['COMPLETE', 'PENDING_KYB'] }),
	),
	rule(
		'lineItemStatus',
		{ oneOf: ['COMPLETE', 'PENDING', 'FAILED', 'DELETED', 'CANCELLED', 'RETURNED'] },
		'400.501',
		'§3.2',
		{ bad: UNKNOWN, good: ['RETURNED'] },
	),
	rule(
		'deliveryStatus',
		{ oneOf: ['PENDING', 'PROCESSING', 'DISPATCHED', 'DELIVERED', 'FAILED', 'ENGAGED'] },
		'400.501',
		'§10.1 row 5, §3.2',
		{ bad: UNKNOWN, good: ['DELIVERED'] },
	),
];
