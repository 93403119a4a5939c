import { describe, expect, it } from 'vitest';

import { invalidInput, TangoError, type TangoErrorCode } from '../../../../nodes/Tango/core/index.ts';
import { depositFromCard } from '../../../../nodes/Tango/Customers/fund/depositFromCard.operation.ts';
import { getAccount } from '../../../../nodes/Tango/Customers/account/get.operation.ts';
import { create } from '../../../../nodes/Tango/Orders/order/create.operation.ts';
import { paidWords, toolAnswer } from '../../../../nodes/Tango/n8n/words/forModels.ts';

const names = new Map([['recipientEmail', 'Recipient Email']]);
const { authorFields } = create;
const order = { names, authorFields, kind: 'order', externalRefID: 't1a' } as const;
const CODES: TangoErrorCode[] = [
	'INVALID_CREDENTIALS_FIELD',
	'NOT_SENT',
	'CERTIFICATE',
	'PROXY',
	'AUTHENTICATION_REFUSED',
	'TOKEN_REFUSED',
	'BLOCKED_BY_LOAD_BALANCER',
	'PERMISSION_REFUSED',
	'NOT_FOUND',
	'INSUFFICIENT_FUNDS',
	'CONFLICT',
	'RATE_LIMITED',
	'REJECTED',
	'UNAVAILABLE',
	'CANCELLED',
];

describe('what a model is told of an error', () => {
	it.each(CODES)('is short and free of advice for IT people, and says that %s paid nothing', (code) => {
		const facts = { requestId: 'req-1', status: 403, forwardedFor: '203.0.113.7', detail: 'ECONNRESET' };
		const answer = toolAnswer(new TangoError(code, facts), order);
		expect(answer).toMatchObject({ status: 'not_paid', reference: 't1a', referenceOrderID: null });
		expect(answer.message).toMatch(/^This call paid nothing: /);
		const text = JSON.stringify(answer);
		expect(text.length).toBeLessThan(600);
		expect(text).not.toMatch(/req-1|403|203\.0|ECONN|nginx|MuleSoft|X-Forwarded|HTTPS_PROXY|workflow again/);
	});

	it('is that nothing is known after a doubt, and that the same arguments cannot pay twice', () => {
		const doubt = new TangoError('OUTCOME_UNKNOWN', { externalRefID: 't1a' });
		expect(toolAnswer(doubt, order)).toMatchObject({ status: 'unknown', retry: 'same arguments' });
		const unkeyed = toolAnswer(new TangoError('OUTCOME_UNKNOWN'), { names, authorFields, kind: 'change' });
		expect(unkeyed).toMatchObject({ status: 'unknown', retry: 'ask a person' });
	});

	it('names no recipient and no other fact of an order that has the reference', () => {
		const about = (field: string, status = 200) =>
			toolAnswer(
				new TangoError('REFERENCE_TAKEN', {
					status,
					referenceOrderID: 'RA-1',
					differences: [{ field, asked: 'Bob', found: 'J… S…' }],
				}),
				order,
			);
		expect(about('recipientFirstName')).toMatchObject({ status: 'paid', referenceOrderID: 'RA-1' });
		expect(about('recipientEmail')).toMatchObject({ status: 'unknown', referenceOrderID: null });
		expect(about('recipientFirstName', 201)).toMatchObject({ status: 'unknown', retry: 'ask a person' });
		expect(JSON.stringify([about('recipientEmail'), about('recipientFirstName')])).not.toMatch(/J…|Bob/);
	});

	it('is what the account holds in no case', () => {
		const poor = new TangoError('INVALID_INPUT', {
			field: 'accountIdentifier',
			problem: 'acme holds 12.5 USD: 12.5 USD are missing',
			reason: 'balance',
		});
		expect(toolAnswer(poor, order).message).toBe(
			'This call paid nothing: the account does not hold enough money.',
		);
	});

	it('is whose mistake it is: the model’s own, or one that only a person can mend', () => {
		const retryOf = (field: string) => toolAnswer(invalidInput(field, 'is empty'), order).retry;
		expect(['recipientEmail', 'amount', 'utid'].map(retryOf)).toEqual(['no', 'no', 'no']);
		for (const field of ['toolScope', 'maximumTotal', 'accountIdentifier', ''])
			expect(retryOf(field)).toBe('ask a person');
	});

	it('asks a person for what the form keeps for the author, and a model where it may choose itself', () => {
		const wrong = (field: string) => invalidInput(field, 'is empty');
		const deposit = { names, authorFields: depositFromCard.authorFields, kind: 'change' } as const;
		expect(toolAnswer(wrong('creditCardToken'), deposit).retry).toBe('ask a person');
		const read = { names, authorFields: getAccount.authorFields, kind: 'read' } as const;
		expect(toolAnswer(wrong('accountIdentifier'), read).retry).toBe('no');
		expect(toolAnswer(wrong('options'), read).retry).toBe('ask a person');
	});

	it('is not "paid" of an order that failed or was cancelled', () => {
		expect(['FAILED', 'CANCELLED', 'CANCELED'].map((status) => paidWords(status, true).status)).toEqual([
			'unknown',
			'unknown',
			'unknown',
		]);
		expect(['COMPLETE', 'PENDING', undefined].map((status) => paidWords(status, false).status)).toEqual([
			'paid',
			'paid',
			'paid',
		]);
	});
});
