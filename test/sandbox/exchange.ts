import type { IncomingHttpHeaders } from 'node:http';

/** One request, read to its end and ready to be answered. */
export interface Call {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
	readonly requestId: string;
	/** True when it came sooner after the previous one than the rate limit allows. */
	readonly tooSoon: boolean;
	/** How long an order, deposit or transfer stays "in process". */
	readonly processingMs: number;
	/** Waits; rejects when the sandbox resets or closes meanwhile. */
	readonly pause: (ms: number) => Promise<void>;
}

/** What goes back, not yet on the wire. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** True when the call moved money or put something on the books. */
	readonly executed?: boolean;
}

const JSON_HEADERS = { 'content-type': 'application/json' };
const HTML_HEADERS = { 'content-type': 'text/html', server: 'awselb/2.0' };

export function jsonAnswer(status: number, value: unknown): Answer {
	return { status, headers: JSON_HEADERS, body: JSON.stringify(value) };
}

/** The page AWS's load balancer sends in its own name; Tango itself never saw the request. */
export function loadBalancerPage(status: number, phrase: string): Answer {
	const title = `${status} ${phrase}`.trim();
	const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
	return { status, headers: HTML_HEADERS, body };
}

/** Undefined for text that is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Query parameters as a record; a repeated name becomes a list. */
export function queryRecord(query: URLSearchParams): Record<string, string | string[]> {
	const record: Record<string, string | string[]> = {};
	for (const name of query.keys()) {
		const values = query.getAll(name);
		record[name] = values.length === 1 ? (values[0] ?? '') : values;
	}
	return record;
}
