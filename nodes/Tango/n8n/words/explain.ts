import {
	ABSENCE_NOT_PROVED,
	BEYOND_CAP,
	CROWDED_SECOND,
	ENDLESS_LIST,
	oneLine,
	POLL_TIME_UP,
	type TangoError,
	type TangoErrorCode,
	type TangoErrorFacts,
} from '../../core';
import { authenticationRefused, tokenRefused } from './authentication';
import { BULK_NOT_OPENED, BULK_UNANSWERED, bulkClosed, bulkDoubt } from './bulkOrder';
import { certificateAdvice } from './certificate';
import { CREDENTIAL_FIELD_NAMES } from './credentialFields';
import { DOUBTS } from './doubts';
import { lineItemRefusal } from './lineItem';
import { templateRefusal } from './emailTemplate';
import { conflictWords, noMoneyWords, notFoundWords, refusedFields } from './refused';
import type { Explanation, Words } from './explanation';
import { invalidInputWords } from './invalidInput';
import { loadBalancerWords, permissionWords, proxyWords } from './gateway';

/** A message is one line of the editor, and parts of some come from Tango. */
const MAX_MESSAGE_LENGTH = 1_000;

/**
 * The user's words for every error. Messages hold no codes of the network layer: n8n would replace a message
 * that contains one of them with its own text (n8n-workflow, setDescriptiveErrorMessage).
 */
export function explain(error: TangoError, names: ReadonlyMap<string, string> = new Map()): Explanation {
	const fieldName = (field: string) => names.get(field) ?? CREDENTIAL_FIELD_NAMES[field] ?? field;
	const { message, description } = WORDS[error.code](error.facts, fieldName);
	const sentences = [description, tangosWords(error.facts, message), earlierOrder(error.facts)];
	return {
		message: oneLine(message, MAX_MESSAGE_LENGTH),
		description: sentences.filter(Boolean).join(' '),
	};
}

/** A refusal speaks of this run only; the reward may have gone out in an earlier one. */
function earlierOrder({ earlierOrder }: TangoErrorFacts): string {
	if (earlierOrder === 'none') return 'Tango has no order with this reference, so the reward is not paid.';
	if (earlierOrder === undefined) return '';
	return 'Tango would not say either whether an earlier run placed this order: if one ended in doubt, look the reference up with Find by Reference.';
}

/** They often say best what is wrong; once is enough. */
function tangosWords({ apiMessage, apiFields = [], detail }: TangoErrorFacts, message: string): string {
	const isTold = apiFields.length > 0 && apiFields.every((one) => message.includes(one.message));
	// A mere code stands under Error details.
	return !apiMessage || apiMessage === detail || isTold || message.includes(apiMessage)
		? ''
		: `Tango said: “${apiMessage}”.`;
}

const WORDS: Readonly<Record<TangoErrorCode, Words>> = {
	INVALID_INPUT: invalidInputWords,
	INVALID_CREDENTIALS_FIELD: ({ field = '', problem = 'is not valid' }, fieldName) => ({
		message: `${fieldName(field)} in the Tango credential ${problem}`,
		description: 'Nothing was sent to Tango. Open the credential, correct the field and save it.',
	}),
	NOT_SENT: ({ reason, askedAt }) => ({
		message: `Tango could not be reached: ${NETWORK[reason ?? ''] ?? 'the network kept the request from leaving'}`,
		description: `Nothing was sent, so nothing was ordered. ${
			reason === 'addressNotAllowed'
				? 'Check the Base URL (and Token URL) in the credential. If it is right, ask whoever runs n8n to allow its host in N8N_SSRF_ALLOWED_HOSTNAMES.'
				: `Check ${baseUrlToo(askedAt)}the network of the machine that runs n8n, then run the workflow again.`
		}`,
	}),
	CERTIFICATE: ({ detail = '', reason }) => ({
		message:
			reason === 'tlsProtocol'
				? 'The connection is not safe: no protected connection to the server came about'
				: 'The connection is not safe: the server could not prove that it is Tango',
		description: `Nothing was sent. ${certificateAdvice(detail)}`,
	}),
	PROXY: proxyWords,
	AUTHENTICATION_REFUSED: authenticationRefused,
	TOKEN_REFUSED: tokenRefused,
	BLOCKED_BY_LOAD_BALANCER: loadBalancerWords,
	PERMISSION_REFUSED: (facts) => {
		const known = lineItemRefusal(facts) ?? templateRefusal(facts);
		if (known) return known;
		const { message, description } = permissionWords(facts);
		return { message, description: bulkClosed(facts) || description };
	},
	NOT_FOUND: (facts, fieldName) => {
		const closed = bulkClosed(facts);
		return closed ? { ...BULK_NOT_OPENED, description: closed } : notFoundWords(facts, fieldName);
	},
	INSUFFICIENT_FUNDS: noMoneyWords,
	CONFLICT: conflictWords,
	RATE_LIMITED: ({ reason }) =>
		reason === 'rateLimited'
			? TOKEN_LIMIT
			: {
					message:
						reason === 'tooLate'
							? 'There was no time left to wait for the next turn'
							: 'Tango asks to slow down, and there was no time left to wait',
					description:
						reason === 'tooLate'
							? 'This request was not carried out. The requests of all runs share Requests per Second: run less at a time, or raise Total Timeout under Options.'
							: 'This request was not carried out. Lower Requests per Second in the credential, or raise Total Timeout under Options.',
				},
	REJECTED: (facts, fieldName) =>
		templateRefusal(facts) ?? {
			message: ['Tango refused the request', refusedFields(facts.apiFields, fieldName) || facts.apiMessage]
				.filter(Boolean)
				.join(': '),
			description:
				facts.mend ?? 'It was not carried out. Correct what Tango names, then run the workflow again.',
		},
	UNAVAILABLE: ({ detail = '', reason }) =>
		reason === 'tooLarge' ? tooLarge(detail) : (UNANSWERED.get(detail) ?? NO_ANSWER),
	OUTCOME_UNKNOWN: (facts) => ({
		message: 'It is not known whether Tango carried the request out',
		description: `${facts.reason === 'webPage' ? 'A web page came instead of Tango’s answer, so something on the way may be blocking: ask your network team. ' : ''}${waysToSettle(facts)}`,
	}),
	REFERENCE_TAKEN: ({ differences = [], referenceOrderID = 'unknown', status }, fieldName) => ({
		message: `This reference already belongs to another order (${referenceOrderID}): ${differences
			.map(
				({ field, asked, found }) =>
					`${fieldName(field)} is ${found} there, but ${asked || 'none'} was asked for`,
			)
			.join('; ')}`,
		description: `${status === 201 ? 'Look at that order in Tango before you go on: Tango reported it as new.' : 'No money moved.'} If this is another reward, change the reference of this item alone, to a value that exists once per reward, such as the survey response ID. Leave the references of other items as they are: under another reference, a reward that was paid is paid again.`,
	}),
	CANCELLED: () => ({
		message: 'The run was cancelled before this request was sent',
		description: 'Nothing was ordered for this item.',
	}),
};

/** An address of Tango's own comes from the Environment, and nobody has to correct it. */
function baseUrlToo(askedAt = ''): string {
	const isOwn = askedAt === '' || /^https:\/\/[^/]*\.tangocard\.com(?:\/|$)/.test(askedAt);
	return isOwn ? '' : `the Base URL in the credential (${askedAt}) and `;
}

const NO_ANSWER: Explanation = {
	message: 'Tango gave no usable answer',
	description:
		'Nothing was ordered or changed. Try again in a few minutes; status.tangocard.com tells of outages.',
};

function tooLarge(detail: string): Explanation {
	const [, size] = /^OVER_(\d+)_MIB$/.exec(detail) ?? [];
	return {
		message: `Tango’s answer is larger than ${size ? `the ${size} MiB` : 'what'} that this node reads`,
		description:
			'Nothing was ordered or changed. Narrow the list with filters or a Limit. If it is your catalog, ask Tango which rewards your platform can do without.',
	};
}

/** Answers that came, but not to what was asked. */
const UNANSWERED: ReadonlyMap<string, Explanation> = new Map([
	...BULK_UNANSWERED,
	[
		ENDLESS_LIST,
		{
			message: 'Tango’s list has no end that could be reached',
			description: 'Nothing was changed. Set a Limit instead of Return All, or narrow the list with filters.',
		},
	],
	[
		BEYOND_CAP,
		{
			message: 'Tango hands out no more than 10,000 entries of this list',
			description: 'Nothing was changed. Set a Limit instead of Return All, or narrow the list with filters.',
		},
	],
	[
		POLL_TIME_UP,
		{
			message: 'Tango did not answer within the time that n8n gives a look',
			description:
				'Nothing is lost: the next look begins where this one did. Raise Requests per Second in the credential if your contract allows it, or let n8n look less often.',
		},
	],
	[
		CROWDED_SECOND,
		{
			message: 'More than 10,000 orders fall into one second, and Tango hands out no more',
			description: 'Nothing was changed. Narrow the list with other filters, such as the account.',
		},
	],
	[
		ABSENCE_NOT_PROVED,
		{
			message: 'It is not known whether Tango has an order with this reference',
			description:
				'Nothing was ordered or changed. Tango’s list did not hold the order, but other orders than asked for or nothing that can be read. Try again in a few minutes or look in the Tango portal; ordering again with the same reference never pays twice.',
		},
	],
]);

/** 429 of the token address. */
const TOKEN_LIMIT: Explanation = {
	message: 'Tango’s token address asks to slow down, and gave no access token',
	description:
		'Nothing was ordered, and the credential is not wrong. Look for other programs that use the same Client ID, and run the workflow again in a few minutes.',
};

function waysToSettle(facts: TangoErrorFacts): string {
	const { externalRefID, movement, lastCode, lineReference, doubt } = facts;
	const settled = doubt && DOUBTS[doubt];
	if (settled) return settled;
	if (lineReference !== undefined) return bulkDoubt(facts);
	if (!externalRefID)
		return 'Look at Tango whether it was done before you run this again: this kind of request could otherwise be done twice.';
	if (!movement)
		return 'Run the workflow again with the same reference: Tango then returns the order if it exists and places it if not, never twice. Or look it up with the operation Find by Reference.';
	if (lastCode === 'CONFLICT')
		return `Tango sees a conflict, which may mean that the ${movement} was carried out before. Compare with the balance of the account; running the workflow again with the same reference moves no money twice.`;
	return `Run the workflow again with the same reference: Tango carries the ${movement} out if it has not yet, never twice. If it has, the item comes out with "replayed: true".`;
}

const NETWORK: Readonly<Record<string, string>> = {
	dns: 'its address is not known to the network (DNS)',
	refused: 'the connection was refused',
	unreachable: 'there is no way to its address',
	addressNotAllowed: 'n8n’s own security settings do not allow this address',
	connectTimeout: 'no connection came about in time',
	reset: 'the connection was cut before the request was sent',
};
