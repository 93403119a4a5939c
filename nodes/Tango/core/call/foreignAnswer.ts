import { isWebPage, type SeenAnswer } from '../api/answer';
import type { Endpoint } from '../api/endpoint';
import type { TangoRequest } from './request';

/** Tango's word for "done just now": taken as such whatever stands in the body. */
const CREATED = 201;

/**
 * Whether JSON of a 2xx answer comes from something else than Tango, or belongs to another request: a gateway's
 * `{"status":"ok"}` names nothing that was asked for, an answer that strayed names another reference. It proves
 * nothing, like a body that is no JSON.
 */
export function isForeignAnswer(endpoint: Endpoint, request: TangoRequest, answer: SeenAnswer): boolean {
	const { status, json } = answer;
	if (status < 200 || status > 299 || typeof json !== 'object' || json === null) return false;
	if (request.externalRefID !== undefined && namesOther(json, request.externalRefID)) return true;
	return status !== CREATED && endpoint.names?.some((name) => Object.hasOwn(json, name)) === false;
}

/** Whether the status alone is Tango's answer. A page is none of Tango's, whatever its status. */
export function isAcknowledged({ acknowledged }: Endpoint, answer: SeenAnswer): boolean {
	return answer.status === acknowledged && answer.json === undefined && !isWebPage(answer);
}

function namesOther(json: object, externalRefID: string): boolean {
	const found: unknown = Reflect.get(json, 'externalRefID');
	return typeof found === 'string' && found !== '' && found.toLowerCase() !== externalRefID.toLowerCase();
}
