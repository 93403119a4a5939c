import type { Logger } from 'n8n-workflow';
import type { Audit } from '../../core';

/** Writes the audit trail to n8n's log: one structured line per request, shown at the log level debug. */
export function auditTrail(owner: { readonly logger: Pick<Logger, 'debug'> }): Audit {
	return (entry) => owner.logger.debug('Tango request', { ...entry });
}
