/**
 * Stands in for one of n8n's large interfaces with the few members that a test needs. Whatever else is asked for
 * fails the test by name, so that nothing passes because of an `undefined`.
 */
export function standIn<T extends object>(members: Partial<T>): T {
	const guarded = new Proxy(members, {
		get: (target, name) => {
			if (Reflect.has(target, name)) return Reflect.get(target, name);
			throw new Error(`the test gives no ${String(name)}`);
		},
	});
	if (isWhole<T>(guarded)) return guarded;
	throw new Error('unreachable');
}

/** True as far as anybody can tell: the proxy answers for every member, if only with an error. */
function isWhole<T extends object>(value: Partial<T>): value is T {
	return typeof value === 'object';
}
