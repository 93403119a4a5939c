import type { ServerResponse } from 'node:http';
import type { Answer } from '../exchange.ts';

/** Headers of an answer as they go out. The load balancer's own pages know no request ID. */
export function headersOf(answer: Answer, requestId: string): Record<string, string> {
	return answer.headers.server === undefined
		? { ...answer.headers, 'X-REQUEST-ID': requestId }
		: { ...answer.headers };
}

export function send(response: ServerResponse, answer: Answer, requestId: string): void {
	response.writeHead(answer.status, {
		...headersOf(answer, requestId),
		'content-length': Buffer.byteLength(answer.body),
	});
	response.end(answer.body);
}
