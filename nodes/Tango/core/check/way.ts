import type { CheckParts } from './parts';
import { failed, ok, skipped, waitsFor, type CheckRow } from './row';
import { tlsRow } from './tls';
import type { ProbeResult, ProxyFacts } from '../foundation/probe';

/** The way to one host: what was found, and the connection that was tried. */
export interface Way {
	readonly rows: readonly CheckRow[];
	readonly probed: ProbeResult | undefined;
}

/** Proxy, name and TLS of one host, each only when the one before is in order. */
export async function checkWay(url: URL, parts: CheckParts): Promise<Way> {
	const { probe } = parts;
	const proxy = probe.proxyFor(url);
	const proxyChecked = proxyRow(url, proxy, parts);
	const host = { host: url.host };
	if (proxyChecked.status === 'failed') {
		const rows = [proxyChecked, waitsFor('DNS', proxyChecked, host), waitsFor('TLS', proxyChecked, host)];
		return { rows, probed: undefined };
	}
	const dnsChecked = await dnsRow(url, proxy, parts);
	if (dnsChecked.status === 'failed') {
		return { rows: [proxyChecked, dnsChecked, waitsFor('TLS', dnsChecked, host)], probed: undefined };
	}
	const probed = await probe.connect(url);
	const brokenProxy = brokenProxyRow(url, proxy, probed, parts);
	if (brokenProxy) return { rows: [brokenProxy, dnsChecked, waitsFor('TLS', brokenProxy, host)], probed };
	return { rows: [proxyChecked, dnsChecked, tlsRow(url, probed, parts)], probed };
}

/** What the connection showed about the proxy belongs to the proxy's row. */
function brokenProxyRow(
	url: URL,
	proxy: ProxyFacts,
	probed: ProbeResult,
	{ toError, explain }: CheckParts,
): CheckRow | undefined {
	if (proxy.kind !== 'used' || probed.kind === 'connected') return undefined;
	const { cause } = probed.failure;
	if (cause !== 'proxy' && cause !== 'proxyAuthentication') return undefined;
	const first = `The proxy is ${proxy.address}.`;
	const facts = { host: url.host, proxy: proxy.address };
	return failed('Proxy', toError(probed.failure), explain, { first, facts });
}

function proxyRow(url: URL, proxy: ProxyFacts, { toError, explain }: CheckParts): CheckRow {
	const host = { host: url.host };
	switch (proxy.kind) {
		case 'none':
			return ok('Proxy', `None: n8n connects to ${url.host} directly`, { ...host, proxy: 'none' });
		case 'exempt':
			return ok('Proxy', `NO_PROXY names ${url.host}: n8n connects directly, not through ${proxy.address}`, {
				...host,
				proxy: 'none',
			});
		case 'used':
			return ok('Proxy', `Requests to ${url.host} go through the proxy ${proxy.address}`, {
				...host,
				proxy: proxy.address,
			});
		case 'unusable': {
			const { detail } = proxy;
			const error = toError({ kind: 'failure', phase: 'notSent', cause: 'proxy', detail });
			const first =
				'The proxy variable of the machine that runs n8n holds no http or https address such as http://proxy.example.com:3128; a “%” in its password has to be written as %25.';
			return failed('Proxy', error, explain, { first, facts: host });
		}
	}
}

/** Behind a proxy only the proxy's name is looked up here; Tango's name is the proxy's business. */
async function dnsRow(
	url: URL,
	proxy: ProxyFacts,
	{ probe, toError, explain }: CheckParts,
): Promise<CheckRow> {
	const hostname = proxy.kind === 'used' ? proxy.hostname : url.hostname;
	const found = await probe.lookUp(hostname);
	const facts = { host: url.host, hostname };
	if (found.kind === 'failure') {
		const first = `This machine cannot look up ${hostname}.`;
		return failed('DNS', toError(found), explain, { first, facts });
	}
	const addresses = found.addresses.join(', ');
	if (found.addresses.length === 0) return skipped('DNS', `No address for ${hostname} was given`, facts);
	const whose = proxy.kind === 'used' ? `the proxy, ${hostname},` : hostname;
	return ok('DNS', `${capital(whose)} is at ${addresses}`, { ...facts, addresses: found.addresses });
}

const capital = (text: string) => (text.startsWith('the ') ? `T${text.slice(1)}` : text);
