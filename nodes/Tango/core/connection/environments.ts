/** Tango's hosts (developers.tangocard.com, "Environments" and "Acquire a token"). */
export interface Environment {
	readonly baseUrl: string;
	readonly tokenUrl: string;
}

export const ENVIRONMENTS = {
	sandbox: {
		baseUrl: 'https://integration-api.tangocard.com/raas/v2',
		tokenUrl: 'https://sandbox-auth.tangocard.com/oauth/token',
	},
	production: {
		baseUrl: 'https://api.tangocard.com/raas/v2',
		tokenUrl: 'https://auth.tangocard.com/oauth/token',
	},
} as const satisfies Record<string, Environment>;
