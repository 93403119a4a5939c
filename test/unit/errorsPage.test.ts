import { describe, expect, it } from 'vitest';

import type { TangoErrorCode } from '../../nodes/Tango/core/index.ts';
import { madeFile, textOf } from '../engine/support/walk/files.ts';
import { ERROR_GROUPS } from './support/errorsPage/cases.ts';
import { literalsOf, sourceFiles } from './support/errorsPage/literals.ts';
import { errorsPage } from './support/errorsPage/page.ts';

/* docs/errors.md is made from the words of the code, and none of them is left out. */

const PAGE = 'docs/errors.md';
const WORDS = 'n8n/words';

/** Files of words that no error of a node begins with. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
	'credentialFields.ts': 'names of fields',
	'explanation.ts': 'a type',
	'forModels.ts': 'what an AI agent reads',
	'pollFailure.ts': 'what n8n’s scheduler reads',
	'rows.ts': 'row numbers',
	'shownValue.ts': 'what was given',
	'technicalFacts.ts': 'Error details',
	'toNodeError.ts': 'n8n’s own errors',
};

const plain = (text: string) =>
	text
		.replace(/\\(?=[\\`*_<>[\]])/g, '')
		.replace(/\n> ?/g, ' ')
		.replace(/\s+/g, ' ');

it('docs/errors.md is what the code says', async () => {
	const made = await madeFile(PAGE, errorsPage());
	expect(textOf(PAGE), 'WRITE_FILES=1 writes it anew').toBe(made);
});

describe('no word is left out', () => {
	const page = plain(textOf(PAGE) ?? '');

	it('of any code of an error', () => {
		// Types are gone at run time: the record is whole, or it does not compile.
		const codes: Readonly<Record<TangoErrorCode, true>> = {
			INVALID_INPUT: true,
			INVALID_CREDENTIALS_FIELD: true,
			NOT_SENT: true,
			CERTIFICATE: true,
			PROXY: true,
			AUTHENTICATION_REFUSED: true,
			TOKEN_REFUSED: true,
			BLOCKED_BY_LOAD_BALANCER: true,
			PERMISSION_REFUSED: true,
			NOT_FOUND: true,
			INSUFFICIENT_FUNDS: true,
			CONFLICT: true,
			RATE_LIMITED: true,
			REJECTED: true,
			UNAVAILABLE: true,
			OUTCOME_UNKNOWN: true,
			REFERENCE_TAKEN: true,
			CANCELLED: true,
		};
		const played = ERROR_GROUPS.flatMap(({ cases }) => cases.map(({ code }) => code));
		expect([...new Set(played)].toSorted()).toEqual(Object.keys(codes).toSorted());
	});

	const files = sourceFiles(WORDS).filter((file) => !(file.slice(WORDS.length + 1) in OTHER_WORDS));

	it.each(files)('of %s', (file) => {
		const sentences = literalsOf(file)
			.flatMap(({ pieces }) => pieces)
			.map((piece) => plain(piece).trim())
			// A piece of a few letters says nothing by itself.
			.filter((piece) => piece.includes(' ') && piece.length > 15);
		expect(sentences.filter((sentence) => !page.includes(sentence))).toEqual([]);
	});
});
