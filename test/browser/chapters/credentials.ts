import { describe, expect, test } from 'vitest';

import { welcome } from '../../n8n/start/welcome.ts';
import { CredentialDialog } from '../support/credentialDialog.ts';
import type { Stage } from '../support/stage.ts';

/** Names that later chapters choose the credentials by. */
export const MY_KEY = 'My Tango key';
const MY_CLIENT = 'My Tango OAuth2 client';

export function credentials(stage: Stage): void {
	describe('a newcomer’s own credential', () => {
		test('takes nothing but what npm start prints', () => {
			const { baseUrl, tokenUrl, basic, oauth } = stage.served.sandbox;
			const printed = welcome(stage.served);

			const secrets = [basic.apiKey, oauth.clientId, oauth.clientSecret, oauth.username, oauth.password];
			for (const needed of [baseUrl, tokenUrl, basic.platformName, ...secrets, stage.served.caFile]) {
				expect(printed).toContain(needed);
			}
		});

		test('with a key is made by filling in the form, and Test says that it works', async () => {
			const { baseUrl, basic, caCertificate } = stage.served.sandbox;
			const dialog = new CredentialDialog(stage.page);
			await dialog.create('Tango API');
			await stage.pictures.step('credential-empty');
			await dialog.form.choose('environment', 'Production');
			await dialog.window.getByText('spends real money').waitFor();
			await stage.pictures.step('credential-production');

			await dialog.form.choose('environment', 'Custom');
			await dialog.form.type('baseUrl', baseUrl);
			await dialog.form.type('platformName', basic.platformName);
			await dialog.form.type('apiKey', basic.apiKey);
			await dialog.form.type('caCertificates', caCertificate);
			await stage.pictures.step('credential-connection');
			await dialog.rename(MY_KEY);

			expect(await dialog.save()).toBe('Connection tested successfully');
			await stage.pictures.forDocs('credential-key', dialog.window);
			await dialog.close();
		});

		test('with an OAuth client is made the same way', async () => {
			const { baseUrl, tokenUrl, oauth, caCertificate } = stage.served.sandbox;
			const dialog = new CredentialDialog(stage.page);
			await dialog.create('Tango OAuth2 API');
			await dialog.form.choose('environment', 'Custom');
			await dialog.form.type('baseUrl', baseUrl);
			await dialog.form.type('tokenUrl', tokenUrl);
			for (const name of ['clientId', 'clientSecret', 'username', 'password'] as const) {
				await dialog.form.type(name, oauth[name]);
			}
			await dialog.form.type('caCertificates', caCertificate);
			await dialog.rename(MY_CLIENT);

			expect(await dialog.save()).toBe('Connection tested successfully');
			await stage.pictures.forDocs('credential-oauth2', dialog.window);
			await dialog.close();
		});
	});
}
