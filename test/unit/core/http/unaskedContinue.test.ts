import { describe, expect, it } from 'vitest';
import { skipContinue } from '../../../../nodes/Tango/core/http/unaskedContinue.ts';

/** A connection that hands out these pieces, then nothing. */
function connectionWith(...pieces: string[]) {
	const waiting = pieces.map((piece) => Buffer.from(piece));
	const socket = { read: (): unknown => waiting.shift() ?? null };
	skipContinue(socket);
	const read: string[] = [];
	for (let piece = socket.read(); piece !== null; piece = socket.read()) read.push(String(piece));
	return read;
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const ANSWER = 'HTTP/1.1 201 Created\r\n\r\n';

describe('skipContinue', () => {
	it.each<[string, string[], string[]]>([
		['an answer as it is', [ANSWER], [ANSWER]],
		['what follows a 100 in the same piece', [CONTINUE + ANSWER], [ANSWER]],
		['what follows several of them', [CONTINUE + CONTINUE, ANSWER], [ANSWER]],
		['what follows one with headers', [`HTTP/1.1 100 C\r\nA: b\r\n\r\n${ANSWER}`], [ANSWER]],
		['what follows one without a reason', [`HTTP/1.1 100\r\n\r\n${ANSWER}`], [ANSWER]],
		['nothing of a 100 alone', [CONTINUE], []],
		['half a 100, for undici to judge', ['HTTP/1.1 100 Con'], ['HTTP/1.1 100 Con']],
		[
			'another 1xx, which undici bears',
			[`HTTP/1.1 102 P\r\n\r\n${ANSWER}`],
			[`HTTP/1.1 102 P\r\n\r\n${ANSWER}`],
		],
		['a status that only begins alike', ['HTTP/1.1 1000 X\r\n\r\n'], ['HTTP/1.1 1000 X\r\n\r\n']],
		['a 100 that stands inside a body', [`{"text":"${CONTINUE}"}`], [`{"text":"${CONTINUE}"}`]],
	])('reads %s', (_what, pieces, expected) => {
		expect(connectionWith(...pieces)).toEqual(expected);
	});
});
