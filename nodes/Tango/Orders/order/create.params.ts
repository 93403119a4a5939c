import { z } from 'zod/v4';
import {
	amount,
	identifier,
	numberLike,
	optionalEmail,
	optionalLimit,
	optionalText,
	requestOptions,
	utid,
} from '../../n8n/fields/params';

const DELIVERY_METHODS = [
	'NONE',
	'EMAIL',
	'PHONE',
	'ADDRESS',
	'EMBEDDED',
	'EMBEDDED_COMPONENT',
	'WHATSAPP',
] as const;

/** Tango delivers these itself, and wants to know to whom. */
const NEEDS_RECIPIENT: ReadonlySet<string> = new Set(['EMAIL', 'PHONE', 'ADDRESS', 'WHATSAPP']);

function textUpTo(length: number) {
	return optionalText.refine((value) => (value ?? '').length <= length, {
		error: `is longer than ${length} characters`,
	});
}

/** i18nKey 422.111: Tango refuses texts with characters that could be HTML. */
const name = textUpTo(100).refine((value) => !/[<>/]/.test(value ?? ''), {
	error: 'must not hold <, > or /',
});

const customFields = z
	.preprocess(parseJson, z.record(z.string(), z.unknown(), { error: 'must be a JSON object' }).optional())
	.optional();

const address = z
	.looseObject({
		companyName: optionalText,
		streetLine1: textUpTo(200),
		streetLine2: textUpTo(100),
		city: textUpTo(60),
		stateOrProvince: textUpTo(60),
		postalCode: textUpTo(12),
		country: optionalText.refine((value) => value === undefined || /^[A-Za-z]{2}$/.test(value), {
			error: 'must be a two-letter country code',
		}),
	})
	.prefault({});

/** The fields of Create, checked as far as one item alone can be. Limits: Tango's CreateOrderCriteria. */
export const createParams = z
	.object({
		customerIdentifier: identifier,
		accountIdentifier: identifier,
		utid,
		amount,
		deliveryMethod: z.enum(DELIVERY_METHODS, { error: 'is not a delivery method that Tango knows' }),
		recipientEmail: optionalEmail,
		recipientFirstName: name,
		recipientLastName: name,
		recipientMobileNumber: optionalText.refine((value) => value === undefined || /^\+\d{1,15}$/.test(value), {
			error: 'must be + and up to 15 digits, such as +12065550100',
		}),
		recipientAddress: address,
		referenceSource: z.enum(['businessKey', 'automatic', 'payload'], { error: 'is not one of the choices' }),
		reference: optionalText,
		referenceScope: optionalText,
		simplify: z.boolean({ error: 'must be on or off' }),
		additionalFields: z
			.looseObject({
				emailSubject: optionalText,
				message: textUpTo(1024),
				notes: textUpTo(1024),
				campaign: textUpTo(1024),
				purchaseOrderNumber: optionalText,
				etid: optionalText.refine((value) => value === undefined || /^[eE]\d{6}$/.test(value), {
					error: 'must be the letter E and 6 digits, such as E000000',
				}),
				senderFirstName: name,
				senderLastName: name,
				senderEmail: optionalEmail,
				expirationDate: optionalText,
				customFields,
			})
			.prefault({}),
		options: z.looseObject({
			...requestOptions,
			concurrency: numberLike.optional(),
			includeRewardCredentials: z.boolean({ error: 'must be on or off' }).optional(),
			checkBalance: z.boolean({ error: 'must be on or off' }).optional(),
			maximumAmount: optionalLimit,
			maximumTotal: optionalLimit,
		}),
	})
	.superRefine((params, context) => {
		const complain = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		const { deliveryMethod, recipientEmail, recipientMobileNumber, recipientAddress } = params;
		if (deliveryMethod === 'EMAIL' && !recipientEmail)
			complain('recipientEmail', 'is empty, but the reward is sent by email');
		if (NEEDS_RECIPIENT.has(deliveryMethod) && !params.recipientFirstName) {
			complain('recipientFirstName', 'is empty, but Tango needs it to deliver the reward');
		}
		if ((deliveryMethod === 'PHONE' || deliveryMethod === 'WHATSAPP') && !recipientMobileNumber) {
			complain('recipientMobileNumber', 'is empty, but the reward is sent to a phone');
		}
		if (deliveryMethod === 'ADDRESS' && !recipientAddress.streetLine1) {
			complain('recipientAddress', 'needs at least Street Line 1, as the reward is sent by post');
		}
		if (deliveryMethod === 'ADDRESS' && !params.recipientLastName) {
			complain('recipientLastName', 'is empty, but the reward is sent by post');
		}
		if (params.referenceSource === 'businessKey' && !params.reference) {
			complain(
				'reference',
				'is empty. Fill in a value that exists once per reward, such as the survey response ID',
			);
		}
		if (params.referenceSource === 'payload' && !params.referenceScope) {
			complain(
				'referenceScope',
				'is empty. Fill in what these rewards are for, such as the month or the campaign',
			);
		}
		const { maximumAmount } = params.options;
		if (maximumAmount !== undefined && params.amount > maximumAmount) {
			complain('amount', `is ${params.amount}, above the Maximum Amount of ${maximumAmount}`);
		}
	});

export type CreateParams = z.output<typeof createParams>;

function parseJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
