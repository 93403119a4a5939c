import { type buildConnector, EnvHttpProxyAgent, Pool } from 'undici';
import { describe, expect, it } from 'vitest';
import { goesThroughProxy, readProxySettings } from '../../../../nodes/Tango/core/http/proxySettings.ts';

describe('readProxySettings', () => {
	it.each([
		[{}, { proxy: '', noProxy: '' }],
		[{ HTTPS_PROXY: 'http://a:1' }, { proxy: 'http://a:1', noProxy: '' }],
		[
			{ https_proxy: 'http://low:1', HTTPS_PROXY: 'http://up:1' },
			{ proxy: 'http://low:1', noProxy: '' },
		],
		[{ HTTP_PROXY: 'http://plain:1' }, { proxy: 'http://plain:1', noProxy: '' }],
		[
			{ https_proxy: '', HTTP_PROXY: 'http://plain:1' },
			{ proxy: 'http://plain:1', noProxy: '' },
		],
		[
			{ HTTPS_PROXY: 'proxy.corp:3128', NO_PROXY: 'a,b' },
			{ proxy: 'http://proxy.corp:3128', noProxy: 'a,b' },
		],
		[
			{ no_proxy: 'low', NO_PROXY: 'up' },
			{ proxy: '', noProxy: 'low' },
		],
		[{ HTTPS_PROXY: 'http://[bad' }, { proxy: 'http://[bad', noProxy: '', problem: 'ERR_PROXY_URL' }],
		[{ HTTPS_PROXY: 'socks5://a:1' }, { proxy: 'socks5://a:1', noProxy: '', problem: 'ERR_PROXY_PROTOCOL' }],
	])('reads %j', (env, expected) => {
		expect(readProxySettings(env)).toEqual(expected);
	});
});

describe('goesThroughProxy', () => {
	const PROXY = 'http://proxy.test:3128';
	const URLS = [
		'https://api.good.test/',
		'https://good.test/',
		'https://notgood.test/',
		'https://api.good.test:8443/x',
		'https://[::1]/',
		'https://127.0.0.1:9/',
	];
	const LISTS = [
		'',
		'*',
		'good.test',
		'.good.test',
		'*.good.test',
		'GOOD.TEST',
		'good.test:443',
		'good.test:8443',
		'x.test good.test',
		'x.test,,good.test',
		'good.test:0',
		'*,x',
		'[::1]',
		'127.0.0.1',
		'127.0.0.0/8',
		'test',
		'api.good.test:8443,127.0.0.1:9',
	];

	it.each(LISTS)('agrees with undici for every URL when NO_PROXY is %j', async (noProxy) => {
		for (const url of URLS) {
			const ours = goesThroughProxy(new URL(url), { proxy: PROXY, noProxy });
			expect([url, ours]).toEqual([url, await undiciUsesProxy(url, noProxy)]);
		}
	});

	it('is false without a proxy', () => {
		expect(goesThroughProxy(new URL('https://api.good.test/'), { proxy: '', noProxy: '' })).toBe(false);
	});

	/** Every way out is replaced by one that fails with its own name. */
	async function undiciUsesProxy(url: string, noProxy: string): Promise<boolean> {
		const agent = new EnvHttpProxyAgent({
			httpProxy: '',
			httpsProxy: PROXY,
			noProxy,
			connect: failsWith('DIRECT'),
			clientFactory: (origin) => new Pool(origin, { connect: failsWith('PROXY') }),
		});
		const code = await agent.request({ origin: new URL(url).origin, path: '/', method: 'GET' }).then(
			() => 'none',
			(error: { code: string }) => error.code,
		);
		await agent.destroy();
		expect(['DIRECT', 'PROXY']).toContain(code);
		return code === 'PROXY';
	}
});

const failsWith =
	(code: string): buildConnector.connector =>
	(_options, callback) =>
		void setImmediate(() => callback(Object.assign(new Error(code), { code }), null));
