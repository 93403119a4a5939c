import { isTangoError, TangoError } from './errors';

/**
 * For `catch`: undefined where Tango knows the thing not, or no more. Only its own 404 says so: one without its signs comes
 * from a wrong address, and one that was cut off proves nothing. All else is thrown.
 */
export function unlessMissing(error: unknown): undefined {
	if (!isTangoError(error) || error.code !== 'NOT_FOUND') throw error;
	const { reason } = error.facts;
	if (reason === undefined) return undefined;
	if (reason === 'webPage' || reason === 'unknownAddress') throw error;
	throw new TangoError('UNAVAILABLE', error.facts);
}
