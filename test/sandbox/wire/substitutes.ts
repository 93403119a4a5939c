import { ApiError, errorAnswer } from '../errors.ts';
import { type Answer, type Call, jsonAnswer, loadBalancerPage } from '../exchange.ts';
import type { FaultKind, FaultSpec } from '../faults.ts';

type Substitute = (call: Call, answer: Answer, fault: FaultSpec) => Answer;

/** Where redirects point: a path that exists nowhere, so that following one shows up as a violation. */
const ELSEWHERE = '/raas/v2/elsewhere';
const DEFAULT_WAIT_MS = 1000;
const PORTAL_PAGE = '<!doctype html><title>Sign in</title><p>Please sign in to use this network.</p>';

const tangoError =
	(status: number, key: string, message: string): Substitute =>
	(call) =>
		errorAnswer(new ApiError(status, key, message), call);
const page =
	(status: number, phrase: string): Substitute =>
	() =>
		loadBalancerPage(status, phrase);
const redirect =
	(status: number): Substitute =>
	() => ({ status, headers: { location: ELSEWHERE, 'content-type': 'text/html' }, body: '' });

const broken = tangoError(500, '500.001', 'An unexpected error occurred');
const unavailable = tangoError(503, '503.502', 'The service is temporarily unavailable');
const tooMany = tangoError(429, '429.001', 'Too many requests');

/** Faults that are a whole answer of their own. */
export const SUBSTITUTES: Readonly<Partial<Record<FaultKind, Substitute>>> = {
	'status-500-before': broken,
	'status-500-after': broken,
	'status-502-before': page(502, 'Bad Gateway'),
	'status-502-after': page(502, 'Bad Gateway'),
	'status-503-before': unavailable,
	'status-503-after': unavailable,
	'status-504-before': page(504, 'Gateway Time-out'),
	'status-504-after': page(504, 'Gateway Time-out'),
	'rate-limited': tooMany,
	'rate-limited-seconds': (call, answer, fault) =>
		retryAfter(tooMany(call, answer, fault), String(Math.ceil(waitOf(fault) / 1000))),
	'rate-limited-date': (call, answer, fault) =>
		retryAfter(tooMany(call, answer, fault), new Date(Date.now() + waitOf(fault)).toUTCString()),
	'rate-limited-garbage': (call, answer, fault) => retryAfter(tooMany(call, answer, fault), 'soon; 1e308'),
	unauthorized: tangoError(401, '401.502', 'Full authentication is required to access this resource'),
	forbidden: tangoError(403, '403.016', 'Fraud velocity threshold exceeded'),
	'browser-403': tangoError(403, '403.001', 'Authorization error'),
	'alb-403': page(403, 'Forbidden'),
	'foreign-json': () => jsonAnswer(200, { status: 'ok', message: 'accepted' }),
	'html-200': () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: PORTAL_PAGE }),
	'redirect-301': redirect(301),
	'redirect-307': redirect(307),
	'empty-200': () => ({ status: 200, headers: {}, body: '' }),
	'not-json': (_call, answer) => ({ ...answer, body: 'OK, your order was received' }),
};

function waitOf({ ms = DEFAULT_WAIT_MS }: FaultSpec): number {
	return ms;
}

function retryAfter(answer: Answer, value: string): Answer {
	return { ...answer, headers: { ...answer.headers, 'retry-after': value } };
}
