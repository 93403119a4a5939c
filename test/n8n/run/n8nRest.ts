import { setTimeout as sleep } from 'node:timers/promises';

import { IS_OLDEST, requireFromHost } from '../install/hostInstall.ts';
import { parseJson } from '../shared/json.ts';
import type { Execution } from './finishedExecution.ts';
import { OWNER } from './n8nEnvironment.ts';
import type { CredentialRecord } from './sampleCredentials.ts';
import type { Workflow, WorkflowNode } from './workflow.ts';

/** n8n ties a login to the browser it was made in; every later request must name the same one. */
const BROWSER_ID = 'n8n-nodes-tango-local';
const EXECUTION_TIMEOUT_MS = 120_000;
const ACTIVATION_TIMEOUT_MS = 30_000;
const POLL_MS = 100;
/** What n8n answers, without doing anything, while its look at its own database takes long on a busy machine. */
const NOT_READY = 'Database is not ready';
const MOST_TRIES = 100;
const RUNNING = ['new', 'running', 'waiting'];

/** The requests n8n's editor makes, made by a logged-in owner. */
export class N8nRest {
	readonly url: string;
	readonly #cookie: string;

	private constructor(url: string, cookie: string) {
		this.url = url;
		this.#cookie = cookie;
	}

	static async logIn(url: string): Promise<N8nRest> {
		const login = await post(url, '/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
		// Older n8n makes no owner out of its environment; there it is done on the editor's first page.
		const answer = login.ok ? login : await post(url, '/owner/setup', OWNER);
		if (!answer.ok) throw new Error(`n8n refused the login: HTTP ${answer.status} ${await answer.text()}`);
		const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		return new N8nRest(url, cookies.join('; '));
	}

	/** Sends one request under `/rest` and returns what its answer holds in `data`. */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		return (await this.raw<{ data: T }>(method, `/rest${path}`, body)).data;
	}

	/** Sends one request to any path of the server and returns its JSON. */
	async raw<T>(method: string, path: string, body?: unknown): Promise<T> {
		return parseJson<T>(await this.#text(method, path, body));
	}

	/** What a file holds that an execution made; n8n keeps it under this ID. */
	async file(id: string): Promise<string> {
		return await this.#text('GET', `/rest/binary-data?action=view&id=${encodeURIComponent(id)}`);
	}

	async #text(method: string, path: string, body?: unknown, tries = MOST_TRIES): Promise<string> {
		const answer = await fetch(`${this.url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', 'browser-id': BROWSER_ID, cookie: this.#cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.text();
		if (answer.ok) return text;
		if (tries === 0 || !text.includes(NOT_READY))
			throw new Error(`${method} ${path}: HTTP ${answer.status} ${text}`);
		await sleep(POLL_MS);
		return await this.#text(method, path, body, tries - 1);
	}

	/** Starts a workflow at a trigger, as the editor's "Execute workflow" does, and waits for its end. */
	async run(workflowId: string, trigger: string): Promise<Execution> {
		return await this.finished(await this.begin(workflowId, trigger));
	}

	/** The same without waiting; returns the ID of the execution. */
	async begin(workflowId: string, trigger: string): Promise<string> {
		const { executionId } = await this.request<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{
				triggerToStartFrom: { name: trigger },
				// Older n8n runs what it is sent, not what is saved.
				...(IS_OLDEST ? { workflowData: await this.request('GET', `/workflows/${workflowId}`) } : {}),
			},
		);
		return executionId;
	}

	/** "Retry execution", with the workflow as it was then or as it is saved now, and waits for its end. */
	async retry(executionId: string, workflow: 'original' | 'saved'): Promise<Execution> {
		const { id } = await this.request<{ id: string }>('POST', `/executions/${executionId}/retry`, {
			loadWorkflow: workflow === 'saved',
		});
		return await this.finished(id);
	}

	/** The Stop button of a running execution. */
	async stop(executionId: string): Promise<void> {
		await this.request('POST', `/executions/${executionId}/stop`);
	}

	/** The stored executions of a workflow, the newest first; only those that ended so, where a status is named. */
	async executionsOf(
		workflowId: string,
		status?: string,
	): Promise<Array<{ id: string; status: string; mode: string }>> {
		const filter = encodeURIComponent(
			JSON.stringify({ workflowId, ...(status ? { status: [status] } : {}) }),
		);
		const found = await this.request<{ results: Array<{ id: string; status: string; mode: string }> }>(
			'GET',
			`/executions?filter=${filter}`,
		);
		return found.results;
	}

	async finished(executionId: string): Promise<Execution> {
		const giveUpAt = performance.now() + EXECUTION_TIMEOUT_MS;
		while (performance.now() < giveUpAt) {
			const found = await this.request<{ id: string; status: string; data: string }>(
				'GET',
				`/executions/${executionId}`,
			);
			if (!RUNNING.includes(found.status)) return { ...found, data: flatted.parse(found.data) };
			await sleep(POLL_MS);
		}
		throw new Error(`Execution ${executionId} did not end within ${EXECUTION_TIMEOUT_MS / 1000} seconds`);
	}

	/** Saves a new workflow and returns its ID. */
	async createWorkflow(
		workflow: Omit<Workflow, 'id'> & { id?: undefined },
	): Promise<{ id: string; versionId: string }> {
		return await this.request('POST', '/workflows', workflow);
	}

	/** Saves a changed workflow under its ID; what is published stays as it was. */
	async saveWorkflow(id: string, workflow: Omit<Workflow, 'id'>): Promise<void> {
		await this.request('PATCH', `/workflows/${id}`, workflow);
	}

	/** n8n deletes only what was archived before. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.request('POST', `/workflows/${id}/archive`);
		await this.request('DELETE', `/workflows/${id}`);
	}

	/** Publishes a workflow and waits until its triggers listen, which happens after n8n's answer. */
	async activate({ id, versionId }: { id: string; versionId: string }): Promise<void> {
		await this.request('POST', `/workflows/${id}/activate`, { versionId });
		// Older n8n answers when they listen.
		if (IS_OLDEST) return;
		const giveUpAt = performance.now() + ACTIVATION_TIMEOUT_MS;
		while (performance.now() < giveUpAt) {
			const { status } = await this.request<{ status: string }>('GET', `/workflows/${id}/publication-status`);
			if (status === 'published') return;
			if (status === 'failed' || status === 'partial')
				throw new Error(`Workflow ${id} could not be activated`);
			await sleep(POLL_MS);
		}
		throw new Error(`Workflow ${id} was not active within ${ACTIVATION_TIMEOUT_MS / 1000} seconds`);
	}

	/** Saves a credential of n8n's own types; gives how a node refers to it. */
	async saveCredential(
		type: string,
		data: Record<string, unknown>,
	): Promise<NonNullable<WorkflowNode['credentials']>> {
		const name = `Local ${type}`;
		const { id } = await this.request<{ id: string }>('POST', '/credentials', { name, type, data });
		return { [type]: { id, name } };
	}

	/** Presses the credential's Test button with the fields as given, without saving them. */
	async testCredential(
		credential: Omit<CredentialRecord, 'id'>,
	): Promise<{ status: string; message: string }> {
		return await this.request('POST', '/credentials/test', { credentials: { ...credential, id: '' } });
	}
}

/** Older n8n says that it is ready before all of its routes are there. */
async function post(url: string, path: string, body: unknown, tries = MOST_TRIES): Promise<Response> {
	const answer = await fetch(`${url}/rest${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'browser-id': BROWSER_ID },
		body: JSON.stringify(body),
	});
	if (answer.status !== 404 || tries === 0) return answer;
	await answer.body?.cancel();
	await sleep(POLL_MS);
	return await post(url, path, body, tries - 1);
}

/** n8n stores run data in this notation, which keeps references between its parts. */
const flatted: { parse(text: string): Execution['data'] } = requireFromHost('flatted');
