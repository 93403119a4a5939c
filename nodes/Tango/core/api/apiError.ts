import { z } from 'zod/v4';
import type { RefusedField } from '../foundation/errors';

/**
 * Longer texts are left out, not cut: they are still to be searched for secrets, and half of one would not be
 * found. What is shown is far shorter.
 */
const MAX_TEXT_LENGTH = 10_000;
/** The first few say what is wrong. */
const MAX_ERRORS = 20;

/**
 * Tango's error bodies: one message at the top (authentication, not found) or a list under `errors`
 * (validation). Everything is optional, because a body of another shape must not hide the status.
 */
const text = z.string().max(MAX_TEXT_LENGTH).optional().catch(undefined);

const errorEntry = z.looseObject({
	path: text,
	i18nKey: text,
	message: text,
});

const apiErrorBody = z.looseObject({
	requestId: text,
	i18nKey: text,
	message: text,
	errors: z
		.preprocess(
			(list) => (Array.isArray(list) ? list.slice(0, MAX_ERRORS) : undefined),
			z.array(errorEntry.catch({})).optional(),
		)
		.optional(),
});

export interface ApiError {
	readonly requestId?: string | undefined;
	readonly i18nKey?: string | undefined;
	readonly apiMessage?: string | undefined;
	readonly apiPath?: string | undefined;
	/** The entries that name a field. */
	readonly apiFields?: readonly RefusedField[] | undefined;
}

export function readApiError(json: unknown): ApiError {
	const parsed = apiErrorBody.safeParse(json);
	if (!parsed.success) return {};
	const { requestId, i18nKey, message, errors = [] } = parsed.data;
	const first = errors[0];
	const fields = errors.flatMap(({ path, message: words }) =>
		path && words ? [{ path, message: words }] : [],
	);
	return {
		requestId,
		i18nKey: i18nKey ?? first?.i18nKey,
		apiMessage: joined([...errors.map((entry) => entry.message), message]),
		apiPath: first?.path,
		...(fields.length > 0 ? { apiFields: fields } : {}),
	};
}

/** Each sentence once, as many whole ones as there is room for. */
function joined(sentences: ReadonlyArray<string | undefined>): string | undefined {
	const said = new Set(sentences.filter((sentence) => sentence !== undefined));
	let room = MAX_TEXT_LENGTH;
	const fitting = [...said].filter((sentence) => (room -= sentence.length) >= 0);
	return fitting.length > 0 ? fitting.join('; ') : undefined;
}
