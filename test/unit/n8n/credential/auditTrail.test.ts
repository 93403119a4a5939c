import { LoggerProxy, type IHttpRequestHelper, type ILoadOptionsFunctions, type Logger } from 'n8n-workflow';
import { expect, it, vi } from 'vitest';

import { accessTokenOf } from '../../../../nodes/Tango/n8n/credential/bearerToken.ts';
import { listSearch } from '../../../../nodes/Tango/n8n/node/listSearch.ts';
import { NODE } from '../../support/node.ts';
import { standIn } from '../../support/standIn.ts';

/** Nothing listens there: each request ends at once, and is in the audit trail nevertheless. */
const NOWHERE = { environment: 'custom', baseUrl: 'https://127.0.0.1:1/raas/v2', requestsPerSecond: 1_000 };
const KEYS = { ...NOWHERE, platformName: 'acme', apiKey: 'fake-key-1' };
const GRANT = {
	...NOWHERE,
	clientId: 'client-1',
	clientSecret: 'fake-secret-1',
	tokenUrl: 'https://127.0.0.1:1/t',
};

function logger() {
	const debug = vi.fn<Logger['debug']>();
	return { debug, listening: standIn<Logger>({ debug }) };
}

const line = (path: string) => [
	'Tango request',
	expect.objectContaining({ path, result: 'refused', attempt: 1 }),
];

it('the requests that fill a list are in the audit trail', async () => {
	const { debug, listening } = logger();
	const editor = standIn<ILoadOptionsFunctions>({
		logger: listening,
		getNode: () => NODE,
		getCurrentNodeParameter: () => 'basicAuth',
		getCredentials: vi.fn().mockResolvedValue(KEYS),
		helpers: standIn<ILoadOptionsFunctions['helpers']>({ getSecureEgressFilter: undefined }),
	});
	await expect(listSearch.searchCustomers.call(editor)).rejects.toThrow('could not be reached');
	expect(debug.mock.calls[0]).toEqual(line('/customers'));
});

it('the request for a token that n8n’s HTTP Request node uses is in the audit trail', async () => {
	const { debug, listening } = logger();
	const silent = () => {};
	LoggerProxy.init(listening);
	try {
		const helpers = { httpRequest: vi.fn().mockResolvedValue(undefined) };
		await expect(accessTokenOf(GRANT, standIn<IHttpRequestHelper>({ helpers }))).rejects.toThrow(
			'could not be reached',
		);
	} finally {
		LoggerProxy.init({ error: silent, warn: silent, info: silent, debug: silent });
	}
	expect(debug.mock.calls[0]).toEqual(line('127.0.0.1:1/t'));
});
