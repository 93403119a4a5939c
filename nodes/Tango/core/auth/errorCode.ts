/**
 * The `code` of an error of oauth4webapi, the only part of it that may be shown: message and cause can
 * quote what the library was given.
 */
export function errorCode(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: 'UNEXPECTED';
}
