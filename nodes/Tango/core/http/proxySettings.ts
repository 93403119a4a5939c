export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProxySettings {
	/** The proxy's URL, may hold a password; empty for none. */
	readonly proxy: string;
	/** NO_PROXY as it was written. */
	readonly noProxy: string;
	/** Code of what is wrong with the proxy's URL. */
	readonly problem?: string;
}

const HTTPS_PORT = '443';
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Reads the variables in undici's order: lower case wins, and HTTP_PROXY also serves https when HTTPS_PROXY
 * is missing or empty. Only https matters here.
 */
export function readProxySettings(env: Environment): ProxySettings {
	const written = (env.https_proxy ?? env.HTTPS_PROXY) || (env.http_proxy ?? env.HTTP_PROXY) || '';
	const noProxy = env.no_proxy ?? env.NO_PROXY ?? '';
	if (written === '') return { proxy: '', noProxy };
	// "proxy.corp:3128" is a common spelling, curl reads it as http too.
	const proxy = HAS_SCHEME.test(written) ? written : `http://${written}`;
	const problem = proxyProblem(proxy);
	return { proxy, noProxy, ...(problem && { problem }) };
}

/** SOCKS is refused: nothing here has proved that undici's SOCKS path keeps every promise of this room. */
function proxyProblem(proxy: string): string | undefined {
	if (!URL.canParse(proxy)) return 'ERR_PROXY_URL';
	const { protocol, username, password } = new URL(proxy);
	if (!['http:', 'https:'].includes(protocol)) return 'ERR_PROXY_PROTOCOL';
	// undici decodes them, and throws before the first request for a "%" that was not written as "%25".
	return isDecodable(username) && isDecodable(password) ? undefined : 'ERR_PROXY_URL';
}

function isDecodable(text: string): boolean {
	try {
		decodeURIComponent(text);
		return true;
	} catch {
		return false;
	}
}

/** Whether a request to the https URL goes through the proxy. Mirrors undici's EnvHttpProxyAgent; a test compares both. */
export function goesThroughProxy(url: URL, { proxy, noProxy }: ProxySettings): boolean {
	if (proxy === '') return false;
	if (noProxy === '*') return false;
	const host = url.host.replace(/:\d*$/, '').toLowerCase();
	const port = url.port || HTTPS_PORT;
	return !noProxy.split(/[,\s]/).some((entry) => entry !== '' && isExempt(host, port, entry));
}

function isExempt(host: string, port: string, entry: string): boolean {
	const [, name = entry, onlyPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
	if (onlyPort !== undefined && Number(onlyPort) !== 0 && Number(onlyPort) !== Number(port)) return false;
	const suffix = name.replace(/^\*?\./, '').toLowerCase();
	return host === suffix || host.endsWith(`.${suffix}`);
}
