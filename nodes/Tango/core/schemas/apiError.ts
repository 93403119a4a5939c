import { z } from 'zod/v4';

/** Keys, paths and request IDs are far shorter. */
const MAX_WORD_LENGTH = 200;
/** What is looked through for secrets; the client shows less. */
const MAX_MESSAGE_LENGTH = 10_000;

/**
 * Tango's error bodies: one message at the top (authentication, not found) or a list under `errors`
 * (validation). Everything is optional, because a body of another shape must not hide the status.
 */
const word = z
	.string()
	.transform((text) => text.slice(0, MAX_WORD_LENGTH))
	.optional()
	.catch(undefined);

const errorEntry = z.looseObject({
	path: word,
	i18nKey: word,
	message: z.string().optional().catch(undefined),
});

const apiErrorBody = z.looseObject({
	requestId: word,
	i18nKey: word,
	message: z.string().optional().catch(undefined),
	errors: z.array(errorEntry.catch({})).optional().catch(undefined),
});

export interface ApiError {
	readonly requestId?: string | undefined;
	readonly i18nKey?: string | undefined;
	readonly apiMessage?: string | undefined;
	readonly apiPath?: string | undefined;
}

export function readApiError(json: unknown): ApiError {
	const parsed = apiErrorBody.safeParse(json);
	if (!parsed.success) return {};
	const { requestId, i18nKey, message, errors = [] } = parsed.data;
	const first = errors[0];
	const sentences = [...errors.map((entry) => entry.message), message].filter((text) => text !== undefined);
	return {
		requestId,
		i18nKey: i18nKey ?? first?.i18nKey,
		apiMessage:
			sentences.length > 0 ? [...new Set(sentences)].join('; ').slice(0, MAX_MESSAGE_LENGTH) : undefined,
		apiPath: first?.path,
	};
}
