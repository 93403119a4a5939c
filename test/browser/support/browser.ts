import { type Browser, chromium, selectors } from 'playwright-core';

/** Debian's Chromium, as `test/browser/install.sh` installs it. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Nothing but what the test asks for: Chromium's own calls home stay off. */
const QUIET = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

export async function startBrowser(): Promise<Browser> {
	// n8n marks its elements under this name.
	selectors.setTestIdAttribute('data-test-id');
	// Containers have no user namespaces for Chromium's own sandbox; it opens our own pages only.
	return await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', ...QUIET] });
}
