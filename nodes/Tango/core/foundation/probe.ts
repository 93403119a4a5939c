import type { Failure } from './outcome';

/** What a proxy variable says about the way to one address. Never holds the proxy's user name or password. */
export type ProxyFacts =
	| { readonly kind: 'none' }
	/** NO_PROXY names the address. */
	| { readonly kind: 'exempt'; readonly address: string }
	| { readonly kind: 'used'; readonly address: string; readonly hostname: string }
	/** The variable holds no usable address; `detail` is its code. */
	| { readonly kind: 'unusable'; readonly detail: string };

/** One certificate as the server showed it. */
export interface CertificateFacts {
	/** Common name, or the organisation where there is none. */
	readonly subject: string;
	readonly issuer: string;
	/** subjectAltName as Node writes it: "DNS:a.test, DNS:b.test". */
	readonly names: string;
	/** Unix time in milliseconds. */
	readonly validTo: number;
}

export type NameResult = { readonly kind: 'addresses'; readonly addresses: readonly string[] } | Failure;

/** What one TLS connection without any request showed. */
export type ProbeResult =
	| {
			readonly kind: 'connected';
			/** TCP, and the proxy's tunnel where there is one, in milliseconds. */
			readonly connectMs: number;
			/** The TLS handshake in milliseconds. */
			readonly tlsMs: number;
			readonly protocol: string;
			readonly cipher: string;
			/** From the server's own certificate upwards. */
			readonly chain: readonly CertificateFacts[];
	  }
	| {
			readonly kind: 'failed';
			readonly failure: Failure;
			/** What the server showed before it was turned down; empty when it did not get that far. */
			readonly chain: readonly CertificateFacts[];
	  };

/** Looks at the way to a server, with the trust and the proxy that requests use. Sends no request. */
export interface NetworkProbe {
	proxyFor(url: URL): ProxyFacts;
	/** Never rejects. */
	lookUp(hostname: string): Promise<NameResult>;
	/** Opens one connection and ends it. Certificates are verified as for every request. Never rejects. */
	connect(url: URL): Promise<ProbeResult>;
}
