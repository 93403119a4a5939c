/** One line of the audit trail: never a body, a header or a secret, and nothing that could break a line of a log. */
export interface AuditEntry {
	readonly method: string;
	/**
	 * Below the base URL, with the names in braces, so that no identifier of a person gets in. For a request to
	 * the token endpoint its host and path.
	 */
	readonly path: string;
	readonly attempt: number;
	/** The HTTP status, or what kept an answer from coming. */
	readonly result: number | string;
	readonly durationMs: number;
	readonly requestId: string | undefined;
	readonly externalRefID: string | undefined;
}

export type Audit = (entry: AuditEntry) => void;
