import type { LookupFunction } from 'node:net';

/** The name that test servers have, where they need one. */
export const HOST = 'api.good.test';

/** Resolves every name to the loopback address, so that test servers have real host names. */
export const loopbackLookup: LookupFunction = (_hostname, options, callback) => {
	if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
	else callback(null, '127.0.0.1', 4);
};
