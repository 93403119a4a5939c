import type { Secret } from '../foundation/secret';
import { invalidInput } from '../foundation/errors';
import type { Endpoint } from '../api/endpoint';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** One call of an endpoint, before any HTTP. */
export interface TangoRequest {
	/** Values for the names in braces of the endpoint's path. */
	readonly path?: Readonly<Record<string, string>>;
	readonly query?: Readonly<Record<string, QueryValue>>;
	readonly body?: Readonly<Record<string, unknown>>;
	/** The idempotency key inside the body; required where the endpoint is keyed. */
	readonly externalRefID?: string;
}

/** Method, URL and bytes: made once per call, so that every attempt sends the same. */
export interface PreparedRequest {
	readonly method: Endpoint['method'];
	readonly url: string;
	readonly body: string | undefined;
}

export function prepareRequest(baseUrl: string, endpoint: Endpoint, request: TangoRequest): PreparedRequest {
	const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = request.path?.[name]?.trim();
		// "." and ".." survive encodeURIComponent and would lead to another resource; half an emoji makes it throw.
		if (!value || value === '.' || value === '..' || /\p{Cs}/u.test(value))
			throw invalidInput(name, 'is empty or not an identifier');
		return encodeURIComponent(value);
	});
	return {
		method: endpoint.method,
		url: `${baseUrl}${path}${queryString(request.query ?? {})}`,
		body: request.body === undefined ? undefined : JSON.stringify(request.body),
	};
}

export interface HeaderValues {
	/** Of Authorization. */
	readonly value: Secret;
	/** Of DPoP; absent for tokens that are bound to no key. */
	readonly proof: Secret | undefined;
	/** Of X-Forwarded-For; undefined sends none. */
	readonly forwardedFor: string | undefined;
}

/** All headers of one attempt, nothing of anybody else's among them. */
export function requestHeaders(
	{ body }: PreparedRequest,
	{ value, proof, forwardedFor }: HeaderValues,
): Record<string, string> {
	return {
		accept: 'application/json',
		authorization: value.reveal(),
		...(proof === undefined ? {} : { dpop: proof.reveal() }),
		// Some firewalls refuse requests that do not say who sends them.
		'user-agent': 'n8n-nodes-tango',
		...(body === undefined ? {} : { 'content-type': 'application/json' }),
		...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
	};
}

/** Lists as repeated names, the OpenAPI default; unset values are left out. */
function queryString(query: Readonly<Record<string, QueryValue>>): string {
	const parameters = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		if (value === undefined || value === '') continue;
		for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
	}
	const text = parameters.toString();
	return text ? `?${text}` : '';
}
