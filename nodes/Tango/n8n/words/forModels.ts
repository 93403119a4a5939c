import { oneLine, type TangoError, type TangoErrorCode, type TangoErrorFacts } from '../../core';
import { explain } from './explain';
import { mistake } from './invalidInput';

/*
 * What a model reads. Short, and in words that it can act on: no advice for IT people, no numbers of requests, no other
 * order's recipient, no balance. What it must not do is said, as models are eager.
 */

export type ToolStatus = 'paid' | 'not_paid' | 'unknown' | 'failed';
export type ToolRetry = 'no' | 'same arguments' | 'ask a person';

/** Every answer of a tool that could not do what it was asked, and of every order. */
export interface ToolAnswer {
	readonly status: ToolStatus;
	readonly message: string;
	readonly whatToDo: string;
	readonly retry: ToolRetry;
	readonly reference: string | null;
	readonly referenceOrderID: string | null;
}

type Words = Pick<ToolAnswer, 'message' | 'whatToDo' | 'retry'>;

const MAX_MISTAKES = 20;
const MAX_LENGTH = 1_000;

const DO_NOTHING = 'Tell the person. Do not call again for this reward.';
const ASK_A_PERSON = 'Do not call again. Tell the person what happened and let them decide.';
const SAME_ARGUMENTS =
	'Call again with exactly the same arguments: it cannot be paid twice. Change nothing, and do not ask for another reward instead.';
const LATER =
	'Call again with exactly the same arguments in a minute, at most three times. Then ask the person.';
const CORRECT =
	'Correct what is named and call again if you know better, else ask the person. Do not invent values, and do not try to get around a limit.';

const NOT_READY: Words = {
	message: 'the connection to Tango does not work, and only a person can put it right.',
	whatToDo: ASK_A_PERSON,
	retry: 'ask a person',
};
const BUSY: Words = { message: 'Tango gave no usable answer.', whatToDo: LATER, retry: 'same arguments' };

/** What is no field of an operation's, and its author's to put right as well. */
const NEVER_OF_MODEL: ReadonlySet<string> = new Set([
	'',
	'allowMoneyMovement',
	'authentication',
	'giveBalancesToModel',
	'giveCodesToModel',
	'On Error',
	'operation',
]);

export interface ToolErrand {
	readonly names: ReadonlyMap<string, string>;
	/** Fields that the workflow's author fills in: a model cannot mend them. */
	readonly authorFields: ReadonlySet<string>;
	/** What the tool is for, which decides what a failure is called. */
	readonly kind: 'order' | 'change' | 'read';
	readonly externalRefID?: string | undefined;
}

/** What a model is told of an error. */
export function toolAnswer(error: TangoError, errand: ToolErrand): ToolAnswer {
	const { code, facts } = error;
	const reference = errand.externalRefID ?? facts.externalRefID ?? null;
	const around = { reference, referenceOrderID: null };
	if (code === 'REFERENCE_TAKEN') return { ...around, ...taken(facts) };
	if (code === 'OUTCOME_UNKNOWN') return { ...around, ...inDoubt(reference !== null) };
	const { message, ...words } = wordsFor(error, errand);
	const { status, start } = FAILED[errand.kind];
	return { status, message: oneLine(`${start}: ${message}`, MAX_LENGTH), ...words, ...around };
}

const FAILED = {
	order: { status: 'not_paid', start: 'This call paid nothing' },
	change: { status: 'failed', start: 'Nothing was changed' },
	read: { status: 'failed', start: 'This could not be read' },
} as const;

/** An earlier call of the same execution ended in doubt, and this one did not settle it. */
export function inDoubt(hasReference: boolean): Pick<ToolAnswer, 'status'> & Words {
	return {
		status: 'unknown',
		message: 'It is not known whether Tango carried this out.',
		...(hasReference
			? { whatToDo: SAME_ARGUMENTS, retry: 'same arguments' }
			: { whatToDo: ASK_A_PERSON, retry: 'ask a person' }),
	};
}

/** What makes a tool's reference: an order that has it differs in these only if something is badly wrong. */
const IDENTIFYING: ReadonlySet<string> = new Set(['utid', 'amount', 'recipientEmail', 'accountIdentifier']);

/** The order that has the reference may be a stranger's: of what it holds only the names of fields are told. */
function taken({ differences = [], referenceOrderID, status }: TangoErrorFacts) {
	const isSameReward = status !== 201 && !differences.some(({ field }) => IDENTIFYING.has(field));
	if (!isSameReward)
		return {
			status: 'unknown' as const,
			message: 'Tango has another order with this reference. Nobody can say that this reward is paid.',
			whatToDo: ASK_A_PERSON,
			retry: 'ask a person' as const,
		};
	return {
		...ALREADY_PAID,
		message: `${ALREADY_PAID.message} It differs from this call in details that were not changed by it.`,
		referenceOrderID: referenceOrderID ?? null,
	};
}

const ALREADY_PAID = {
	status: 'paid',
	message: 'This person has this reward for this event already. Nothing was paid again.',
	whatToDo: DO_NOTHING,
	retry: 'no',
} as const;

/** Of an order that Tango has; in whatever state it is, the same reference places no second one. */
export function paidWords(orderStatus: unknown, isEarlier: boolean): Pick<ToolAnswer, 'status'> & Words {
	if (/^(?:FAILED|CANCELL?ED)$/i.test(String(orderStatus))) {
		const message = `Tango has an order for this reward, but in the state ${String(orderStatus)}.`;
		return { status: 'unknown', message, whatToDo: ASK_A_PERSON, retry: 'ask a person' };
	}
	return isEarlier ? ALREADY_PAID : { ...ALREADY_PAID, message: 'The reward is paid.' };
}

function wordsFor(error: TangoError, errand: ToolErrand): Words {
	if (error.code === 'INVALID_INPUT') return mistakes(error.facts, errand);
	return BY_CODE[error.code] ?? { message: sentence(explain(error, errand.names).message), ...CORRECTABLE };
}

const CORRECTABLE = { whatToDo: CORRECT, retry: 'no' } as const;

/** The others have a sentence of `explain` that a model can act on. */
const BY_CODE: Partial<Record<TangoErrorCode, Words>> = {
	INVALID_CREDENTIALS_FIELD: NOT_READY,
	NOT_SENT: { ...BUSY, message: 'Tango could not be reached.' },
	CERTIFICATE: NOT_READY,
	PROXY: NOT_READY,
	AUTHENTICATION_REFUSED: NOT_READY,
	TOKEN_REFUSED: NOT_READY,
	BLOCKED_BY_LOAD_BALANCER: NOT_READY,
	PERMISSION_REFUSED: {
		...NOT_READY,
		message: 'Tango does not allow this, and only a person can change that.',
	},
	INSUFFICIENT_FUNDS: {
		message: 'the account does not hold enough money.',
		whatToDo: ASK_A_PERSON,
		retry: 'ask a person',
	},
	RATE_LIMITED: { ...BUSY, message: 'Tango asks to slow down.' },
	UNAVAILABLE: BUSY,
	CANCELLED: { message: 'the run was cancelled.', whatToDo: ASK_A_PERSON, retry: 'ask a person' },
};

/** All at once: a model needs a turn for each answer. */
function mistakes(facts: TangoErrorFacts, { names, authorFields }: ToolErrand): Words {
	const all = [facts, ...(facts.others ?? [])];
	const told = all.slice(0, MAX_MISTAKES).map((one) => mistakeForModel(one, names));
	const isForPerson = all.some(({ field = '' }) => NEVER_OF_MODEL.has(field) || authorFields.has(field));
	return {
		message: sentence(told.join('; ')),
		...(isForPerson ? { whatToDo: ASK_A_PERSON, retry: 'ask a person' } : CORRECTABLE),
	};
}

/** Without what the account holds, and without an advice that only a person can follow. */
export function mistakeForModel(facts: TangoErrorFacts, names: ReadonlyMap<string, string>): string {
	if (facts.reason === 'balance') return 'the account does not hold enough money';
	const problem = facts.problem?.replace(/, so Maximum Amount cannot be kept.*$/, '');
	return mistake({ ...facts, problem }, (field) => names.get(field) ?? field);
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
