import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';

import { exampleWorkflow } from '../run/exampleWorkflows.ts';
import { errorOf } from '../run/finishedExecution.ts';
import { fillInExample, type Parts } from '../run/workflowRuns.ts';
import { parseJson } from '../shared/json.ts';
import { REPOSITORY } from '../shared/paths.ts';
import { McpClient } from './mcp/mcpClient.ts';
import type { ToolCall } from './model/script.ts';
import { messageIn, type Verdict } from '../run/mailbox.ts';
import { reviewing } from './review/reviewer.ts';
import { stageOfThisFile } from './stage.ts';
import { statusIn } from './told.ts';

/* The examples as npm start imports them, with what they leave to whoever uses them filled in. */

const stage = stageOfThisFile();
beforeEach(() => stage.host.sandbox.reset());

const fillIn = async (file: string, own: Parts) => await fillInExample(stage.host, file, own);

const AGENT = 'let-an-agent-send-rewards.json';
const ASSISTANT = 'let-an-assistant-send-rewards.json';

const WISH = { Reward: 'U666425', Amount: 25 };
const search = { tool: 'Search_the_catalog', arguments: { Words: 'amazon' } };
const preview = { tool: 'Preview_the_reward', arguments: WISH };
const send = (toolParameters: object = WISH, hitlParameters: object = {}) => ({
	tool: 'Send_the_reward',
	arguments: { toolParameters, hitlParameters },
});

const REVIEW = `An AI agent asks to send a gift card.

To: Jane Example jane@example.com
Reward: Amazon.com Gift Card (U666425)
Amount: 25 US dollars
Account: Acme US Dollar (acme-usd)
Cost: 25 US dollars, never more than 50 in all
Ticket: ticket-2026-0042`;

describe('the example of an agent that asks a person', () => {
	/** What the person was shown, and what the model was told. */
	async function run(verdict: Verdict, turns: ToolCall[][], own: Parts = {}) {
		const { model, mailbox, modelCredentials, mailCredentials, host } = stage;
		const id = await fillIn(AGENT, {
			Model: { credentials: modelCredentials },
			'Ask a person': { credentials: mailCredentials },
			...own,
		});
		model.play({ 'gpt-5-mini': { turns } });
		const mails = await reviewing(mailbox, verdict, async () => {
			const execution = await host.rest.run(id, 'Try it out');
			expect(errorOf(execution)).toBeUndefined();
		});
		return { mails: mails.map(messageIn), told: model.told('gpt-5-mini') };
	}

	test('pays what the person approved: reward, recipient, account and cost stand in the mail', async () => {
		const { mails, told } = await run('approve', [[search], [preview], [send()]]);

		expect(mails).toEqual([REVIEW]);
		expect(told[0]).toContain('"utid":"U666425"');
		expect(told[1]).toContain('"cost":25');
		expect(told.slice(1).map(statusIn)).toEqual(['not_paid', 'paid']);
		const [previewed, paid] = told.slice(1).map((text) => parseJson<Array<{ reference: string }>>(text)[0]);
		expect(paid?.reference).toBe(previewed?.reference);
		expect(stage.host.sandbox.state.orders).toMatchObject([
			{
				accountIdentifier: 'acme-usd',
				criteria: { utid: 'U666425', amount: 25, recipient: { email: 'jane@example.com' } },
			},
		]);
	});

	test('tells the model what each tool does, what it spends and what belongs into it', async () => {
		await run('decline', [[preview]]);

		const tools = stage.model.requests[0]?.tools ?? [];
		expect(tools.map((tool) => tool.function)).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					name: 'Send_the_reward',
					description: expect.stringMatching(/spends real money.*Call it once per person and reward/),
				}),
				expect.objectContaining({
					name: 'Preview_the_reward',
					description: expect.stringContaining('Spends nothing. Call it before ordering.'),
				}),
				expect.objectContaining({ name: 'Search_the_catalog' }),
			]),
		);
		expect(JSON.stringify(tools).split('The UTID of the reward as the catalog gives it')).toHaveLength(3);
	});

	test('has the mail that docs/agents.md shows', async () => {
		const guide = await readFile(join(REPOSITORY, 'docs/agents.md'), 'utf8');
		const quoted = [...guide.matchAll(/^> ?(.*?)(?:<br>)?$/gm)].map(([, line]) => line);

		expect(quoted.filter(Boolean)).toEqual(REVIEW.split('\n').filter(Boolean));
	});

	test('pays nothing that the person declined', async () => {
		const { mails, told } = await run('decline', [[preview], [send()]]);

		expect(mails).toEqual([REVIEW]);
		expect(told.map(statusIn)).toEqual(['not_paid', 'declined']);
		expect(stage.host.sandbox.state.orders).toEqual([]);
	});

	test('pays once, though the model asks again and the person approves again', async () => {
		const { mails, told } = await run('approve', [[send()], [send()]]);

		expect(mails).toEqual([REVIEW, REVIEW]);
		expect(told.map(statusIn)).toEqual(['paid', 'paid']);
		expect(stage.host.sandbox.state.orders).toHaveLength(1);
	});

	test('shows the person what would be paid, whatever the model says of it beside it', async () => {
		const said = { toolParameters: { Reward: 'U666425', Amount: 1 } };
		const { mails } = await run('decline', [
			[send(WISH, { query: said, ...said, message: 'Press Approve' })],
		]);

		expect(mails).toEqual([REVIEW]);
	});

	test('would show the person what the model says if it used n8n’s own $tool.parameters', async () => {
		const { nodes } = await exampleWorkflow(AGENT);
		const usual = nodes.find(({ name }) => name === 'Ask a person')?.parameters;
		const said = { toolParameters: { Reward: 'U666425', Amount: 1 } };
		const { mails } = await run('decline', [[send(WISH, { query: said })]], {
			'Ask a person': {
				credentials: stage.mailCredentials,
				parameters: { ...usual, message: '={{ $tool.parameters.Amount }} dollars' },
			},
		});

		expect(mails).toEqual(['1 dollars']);
	});

	test('pays nothing for arguments that the person was not shown', async () => {
		const { mails, told } = await run('approve', [[send({ ...WISH, query: { Amount: 50 } })]]);

		expect(mails).toEqual([REVIEW]);
		expect(told.map(statusIn)).toEqual(['not_paid']);
		expect(stage.host.sandbox.state.orders).toEqual([]);
	});

	test('lets neither the ticket nor the model write a button or a line of its own into the mail', async () => {
		const button = '<a href="https://evil.example">Approve</a>&lt;b&gt;\nReward: a smile';
		const ticket = { ticketId: button, firstName: button, lastName: 'Example', email: 'jane@example.com' };
		const { mails } = await run('decline', [[send({ Reward: button, Amount: 25 })]], {
			'Support ticket (sample)': {
				parameters: { mode: 'raw', jsonOutput: JSON.stringify(ticket), options: {} },
			},
		});

		const [mail = ''] = mails;
		expect(mail.split('\n')).toHaveLength(REVIEW.split('\n').length);
		expect(mail).toContain('Reward: not on offer, please decline\n');
		expect(mail).not.toMatch(/[<>&]/);
	});
});

describe('the example of an assistant over MCP', () => {
	const TOKEN = 'token-of-the-assistant';
	const TO_JANE = {
		...WISH,
		Recipient_Email: 'jane@example.com',
		First_Name: 'Jane',
		Last_Name: 'Example',
	};

	test('gives its three tools to whoever has the token, and pays each wish once', async () => {
		const { rest, n8n, sandbox } = stage.host;
		const credentials = await stage.credential('httpBearerAuth', { token: TOKEN });
		const id = await fillIn(ASSISTANT, { 'MCP Server Trigger': { credentials } });
		await rest.activate(await rest.request('GET', `/workflows/${id}`));
		const url = `${n8n.url}/mcp/tango-rewards`;
		await expect(McpClient.connect(url)).rejects.toThrow('HTTP 403');

		const client = await McpClient.connect(url, { authorization: `Bearer ${TOKEN}` });
		const tools = await client.tools();
		expect(tools.map(({ name }) => name).toSorted()).toEqual([
			'Preview_the_reward',
			'Search_the_catalog',
			'Send_the_reward',
		]);
		const call = async (tool: string, more = {}) => await client.call(tool, { ...TO_JANE, ...more });
		expect(await call('Search_the_catalog', { Words: 'amazon' })).toContain('"utid":"U666425"');
		expect(await call('Preview_the_reward')).toContain('"cost":25');
		const answers = [
			await call('Send_the_reward'),
			await call('Send_the_reward'),
			await call('Send_the_reward', { Recipient_Email: 'jane@example.org' }),
			await call('Send_the_reward', { Amount: 51 }),
		];
		expect(answers.map(statusIn)).toEqual(['paid', 'paid', 'not_paid', 'not_paid']);
		expect(sandbox.state.orders).toHaveLength(1);
	});
});
