import type { ConnectionSettings, Surroundings } from '../../core';
import { sharedPaceOf } from '../pace/sharedPace';
import { egressFilterOf, type FilteringContext } from './egress';

/**
 * What a connection needs beside its settings; without `context` where n8n gives no filter. Opens nothing yet. Throws
 * INVALID_CREDENTIALS_FIELD.
 */
export function surroundingsOf(settings: ConnectionSettings, context?: FilteringContext): Surroundings {
	const egress = context && egressFilterOf(context);
	return { egress, sharedPace: sharedPaceOf(settings, egress) };
}
