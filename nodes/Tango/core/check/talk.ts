import { asTangoError, type TangoError } from '../foundation/errors';
import type { CheckParts } from './parts';

/** What became of the one question to Tango. */
export interface Talk {
	/** Why there is no token; then no question was asked. */
	readonly tokenError?: TangoError;
	/** Why there is no answer that says yes. */
	readonly callError?: TangoError;
	readonly attempts?: number;
	readonly requestId?: string | undefined;
}

/** Gets a token where one is needed, and asks Tango for something that changes nothing. */
export async function talkToTango({ authorize, callTango }: CheckParts): Promise<Talk> {
	try {
		await authorize();
	} catch (error) {
		return { tokenError: asTangoError(error) };
	}
	try {
		return await callTango();
	} catch (error) {
		return { callError: asTangoError(error) };
	}
}

/** The facts of an error that a workflow may want to look at. */
export function errorFacts({ code, facts: { status, i18nKey, requestId } }: TangoError) {
	return { code, httpStatus: status, i18nKey, requestId };
}
