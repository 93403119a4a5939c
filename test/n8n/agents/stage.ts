import { afterAll, beforeAll } from 'vitest';

import { hostOfThisFile, type TestHost } from '../run/testHost.ts';
import { Cleanups } from '../shared/cleanups.ts';
import { type ScriptedModel, startScriptedModel } from './model/scriptedModel.ts';
import { type Mailbox, startMailbox } from '../run/mailbox.ts';
import type { NodeCredentials } from './workflows/sketches.ts';

/** What the play is given on: n8n and the sandbox, a provider of models, and the mailbox of whoever reviews. */
export class Stage {
	readonly host: TestHost;
	model!: ScriptedModel;
	mailbox!: Mailbox;
	modelCredentials!: NodeCredentials;
	mailCredentials!: NodeCredentials;
	readonly #cleanups = new Cleanups();

	constructor(host: TestHost) {
		this.host = host;
	}

	async set(): Promise<void> {
		this.model = await startScriptedModel();
		this.#cleanups.add(async () => await this.model.close());
		this.mailbox = await startMailbox();
		this.#cleanups.add(async () => await this.mailbox.close());
		this.modelCredentials = await this.credential('openAiApi', { apiKey: 'local', url: this.model.url });
		this.mailCredentials = await this.credential('smtp', {
			host: '127.0.0.1',
			port: this.mailbox.port,
			secure: false,
			disableStartTls: true,
		});
	}

	async strike(): Promise<void> {
		await this.#cleanups.run();
	}

	/** Makes a credential of n8n's own. */
	async credential(type: string, data: Record<string, unknown>): Promise<NodeCredentials> {
		return await this.host.rest.saveCredential(type, data);
	}
}

export function stageOfThisFile(): Stage {
	const stage = new Stage(hostOfThisFile());
	beforeAll(async () => await stage.set());
	afterAll(async () => await stage.strike());
	return stage;
}
