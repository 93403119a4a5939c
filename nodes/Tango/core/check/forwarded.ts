import type { CheckedSettings } from './parts';
import { ok, type CheckRow } from './row';

export function forwardedForRow({ forwardedFor }: CheckedSettings): CheckRow {
	if (forwardedFor === undefined) return ok('X-Forwarded-For', 'This node sends no such header');
	return ok('X-Forwarded-For', `This node sends ${forwardedFor}`, { forwardedFor });
}
