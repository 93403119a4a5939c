import { errorOf } from '../../run/finishedExecution.ts';
import { manualTrigger, type NodeSketch, TRIGGER } from '../../run/testWorkflows.ts';
import type { Script, ToolCall } from '../model/script.ts';
import { reviewing } from '../review/reviewer.ts';
import type { Stage } from '../stage.ts';
import * as sketch from '../workflows/sketches.ts';
import { type Wire, wired } from '../workflows/wiring.ts';
import type { Play, Scene } from './way.ts';

/** Taken from the event by name: a model cannot reach it. */
const SCOPE = "={{ $('Event').first().json.ticket }}";

interface Cast {
	nodes: NodeSketch[];
	wires: Wire[];
	scripts: Record<string, Script>;
}

/** An agent of the given version with the tool in its own hands. */
export function agentOfVersion(version: number): Play {
	return async (stage, scene) =>
		await play(
			stage,
			scene,
			{
				nodes: [],
				wires: [{ from: sketch.TOOL.node, to: 'AI Agent', by: 'ai_tool' }],
				scripts: { main: { turns: callsOf(scene, (values) => values), refuse: scene.refuse } },
			},
			version,
		);
}

/** The agent hands the task to another one, which has the tool. */
export const subAgent: Play = async (stage, scene) =>
	await play(stage, scene, {
		nodes: [
			sketch.agentAsTool(sketch.SUB_AGENT.node),
			sketch.chatModel('Model of the clerk', 'clerk', stage.modelCredentials),
		],
		wires: [
			{ from: sketch.TOOL.node, to: sketch.SUB_AGENT.node, by: 'ai_tool' },
			{ from: 'Model of the clerk', to: sketch.SUB_AGENT.node, by: 'ai_languageModel' },
			{ from: sketch.SUB_AGENT.node, to: 'AI Agent', by: 'ai_tool' },
		],
		scripts: {
			main: {
				turns: [[{ tool: sketch.SUB_AGENT.name, arguments: { Task: 'Send the rewards' } }]],
				refuse: scene.refuse,
			},
			clerk: { turns: callsOf(scene, (values) => values) },
		},
	});

/** A person is asked before each call. */
export const humanReview: Play = async (stage, scene) =>
	await play(stage, scene, {
		nodes: [sketch.review('Ask a person', stage.mailCredentials)],
		wires: [
			{ from: sketch.TOOL.node, to: 'Ask a person', by: 'ai_tool' },
			{ from: 'Ask a person', to: 'AI Agent', by: 'ai_tool' },
		],
		scripts: {
			main: {
				turns: callsOf(scene, (toolParameters) => ({ toolParameters, hitlParameters: {} })),
				refuse: scene.refuse,
			},
		},
	});

function callsOf(
	{ turns }: Scene,
	wrap: (values: Record<string, unknown>) => Record<string, unknown>,
): ToolCall[][] {
	return turns.map((calls) => calls.map((values) => ({ tool: sketch.TOOL.name, arguments: wrap(values) })));
}

async function play(stage: Stage, scene: Scene, cast: Cast, version = 3.1): Promise<string[]> {
	const told: string[] = [];
	for (const event of scene.events) {
		let failure: string | undefined;
		stage.model.play(cast.scripts);
		const { id } = await stage.host.rest.createWorkflow(workflowOf(stage, scene, cast, event, version));
		await reviewing(stage.mailbox, scene.verdict, async () => {
			const execution = await stage.host.rest.run(id, TRIGGER);
			const ended = scene.retryExecution
				? await stage.host.rest.retry(String(execution.id), 'original')
				: execution;
			if (scene.retryExecution && errorOf(execution) === undefined)
				throw new Error('Nothing was to be retried');
			failure = errorOf(ended);
		});
		told.push(...stage.model.told(cast.scripts.clerk === undefined ? 'main' : 'clerk'));
		// Nobody was told this, but whoever reads the test is.
		if (failure !== undefined) told.push(`The agent failed: ${failure}`);
	}
	return told;
}

function workflowOf(stage: Stage, scene: Scene, cast: Cast, event: string, version: number) {
	return wired(
		`Agent ${event}`,
		[
			manualTrigger,
			sketch.eventNode(event),
			{ ...sketch.agent('AI Agent', version), ...scene.agentSettings },
			sketch.chatModel('Model', 'main', stage.modelCredentials),
			{ ...sketch.orderTool(SCOPE, scene.parameters), ...scene.settings },
			...cast.nodes,
		],
		[
			{ from: TRIGGER, to: 'Event', by: 'main' },
			{ from: 'Event', to: 'AI Agent', by: 'main' },
			{ from: 'Model', to: 'AI Agent', by: 'ai_languageModel' },
			...cast.wires,
		],
	);
}
