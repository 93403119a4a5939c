import type { Clock } from '../foundation/clock';
import type { TangoError } from '../foundation/errors';
import type { Failure } from '../foundation/outcome';
import type { SharedPaceState } from '../limit/sharedPace';
import type { NetworkProbe } from '../foundation/probe';
import type { RecordedAnswer } from './recorder';
import type { Explain } from './row';

/** What the credential says, without its secrets. */
export interface CheckedSettings {
	readonly environment: 'sandbox' | 'production' | 'custom';
	readonly apiUrl: URL;
	readonly caCertificates: {
		readonly count: number;
		/** What is odd about them, as half sentences: "certificate 1 expired on 2026-01-31". */
		readonly warnings: readonly string[];
	};
	/** The X-Forwarded-For value as it is sent; undefined sends no such header. */
	readonly forwardedFor: string | undefined;
	readonly auth:
		| { readonly kind: 'basic' }
		| {
				readonly kind: 'oauth2';
				readonly tokenUrl: URL;
				readonly grantType: string;
				readonly audience: string;
				readonly scope: string;
		  };
}

/** What the check works with; tests hand in their own. */
export interface CheckParts {
	readonly settings: CheckedSettings;
	readonly probe: NetworkProbe;
	/** Gets an access token where one is needed, from the cache where there is one. Throws TangoError. */
	readonly authorize: () => Promise<void>;
	/** Makes one request that changes nothing. Throws TangoError. */
	readonly callTango: () => Promise<{ readonly attempts: number; readonly requestId: string | undefined }>;
	/** Which key or token Tango accepted. */
	readonly lastAccepted: () => string | undefined;
	/** How the pace is shared now. */
	readonly sharedPace: () => Promise<SharedPaceState>;
	/** Every answer that came during the check, in order. */
	readonly answers: readonly RecordedAnswer[];
	/** What the loop of a request would have made of this failure. */
	readonly toError: (failure: Failure) => TangoError;
	readonly explain: Explain;
	readonly clock: Clock;
}
