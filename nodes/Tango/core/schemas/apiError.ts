import { z } from 'zod/v4';

/**
 * Tango's error bodies: one message at the top (authentication, not found) or a list under `errors`
 * (validation). Everything is optional, because a body of another shape must not hide the status.
 */
const errorEntry = z.looseObject({
	path: z.string().optional().catch(undefined),
	i18nKey: z.string().optional().catch(undefined),
	message: z.string().optional().catch(undefined),
});

const apiErrorBody = z.looseObject({
	requestId: z.string().optional().catch(undefined),
	i18nKey: z.string().optional().catch(undefined),
	message: z.string().optional().catch(undefined),
	errors: z.array(errorEntry).optional().catch(undefined),
});

export interface ApiError {
	readonly requestId?: string | undefined;
	readonly i18nKey?: string | undefined;
	readonly apiMessage?: string | undefined;
	readonly apiPath?: string | undefined;
}

/** Longest text of Tango's that we pass on; a page of HTML or a stack trace helps nobody. */
const MAX_MESSAGE_LENGTH = 500;

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
