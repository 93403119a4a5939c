import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { requireFromHost } from '../install/hostInstall.ts';
import { withNodeFirst } from '../shared/paths.ts';

/** The login of every local n8n here. It guards a throw-away instance on 127.0.0.1, so it is no secret. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Local-sample-1',
	firstName: 'Local',
	lastName: 'Sample',
};

/**
 * What must not reach n8n from outside: settings of another n8n (they could point at a real database), and
 * a test runner's marks (with NODE_ENV=test n8n goes silent and skips parts of itself).
 */
const FOREIGN =
	/^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_URL$|NODE_FUNCTION_|GENERIC_TIMEZONE$|NODE_ENV$|E2E_TESTS$|VITEST)/;

export interface EnvironmentOptions {
	userFolder: string;
	/** Port of the editor when it is free; else, and by default, one that is. */
	port?: number;
	/** Settings that win over ours. */
	extra?: NodeJS.ProcessEnv;
}

/** The environment of one n8n process: own state, own free ports, nothing sent home, reachable from here only. */
export async function n8nEnvironment({
	userFolder,
	port,
	extra,
}: EnvironmentOptions): Promise<NodeJS.ProcessEnv> {
	const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
	return {
		...withNodeFirst(inherited),
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: 'localhost',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(await freePort(port)),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		// n8n tries one address only, and the sandbox listens on 127.0.0.1.
		NODEJS_PREFER_IPV4: 'true',
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		...QUIET,
		...owner(),
		// The sandbox is local: a company proxy must not be asked for it.
		NO_PROXY: withLocalhost(process.env.NO_PROXY ?? process.env.no_proxy),
		no_proxy: withLocalhost(process.env.NO_PROXY ?? process.env.no_proxy),
		...extra,
	};
}

/**
 * Settings with which all of n8n trusts a CA, not only the credential that brings it. Node takes one file: the
 * machine's own extra certificates, if any, must stay in it.
 */
export async function trusting(caCertificate: string, folder: string): Promise<NodeJS.ProcessEnv> {
	const own = process.env.NODE_EXTRA_CA_CERTS;
	const file = join(folder, 'extra-ca.pem');
	await writeFile(file, [own ? await readFile(own, 'utf8') : '', caCertificate].join('\n'));
	return { NODE_EXTRA_CA_CERTS: file };
}

const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
	N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

function owner() {
	const bcrypt: { hashSync(text: string, rounds: number): string } = requireFromHost('bcryptjs');
	return {
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: OWNER.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: OWNER.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: OWNER.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: bcrypt.hashSync(OWNER.password, 10),
	};
}

function withLocalhost(noProxy: string | undefined): string {
	return [noProxy, 'localhost', '127.0.0.1'].filter(Boolean).join(',');
}

/** A port nobody listens on now: `preferred` when it is free, else one the system picks. */
export async function freePort(preferred = 0): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error) => {
			if (preferred === 0) reject(error);
			else resolve(freePort());
		});
		server.listen(preferred, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			server.close(() => resolve(port));
		});
	});
}
