import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/server.ts';
import { runWorkflow } from './engine.ts';
import { START_NODE } from './startNode.ts';
import { credentialsFor } from './tango.ts';

/** One Tango node that gets the rows of each turn after the other, as from Loop Over Items: what came out of each turn. */
export async function runTurns(
	sandbox: Sandbox,
	type: 'tangoOrders' | 'tangoCustomers',
	all: ReadonlyArray<readonly IDataObject[]>,
	parameters: INodeParameters,
): Promise<IDataObject[][]> {
	const tango: INode = {
		id: 'tango',
		name: 'Tango',
		type: `n8n-nodes-tango.${type}`,
		typeVersion: 1,
		position: [0, 0],
		credentials: { tangoApi: { id: '1', name: 'Tango' } },
		onError: 'continueRegularOutput',
		parameters: { authentication: 'basicAuth', ...parameters },
	};
	const starts = all.map(
		(items, turn): INode => ({
			id: `turn-${turn}`,
			name: `Turn ${turn}`,
			type: START_NODE,
			typeVersion: 1,
			position: [0, turn],
			parameters: { items: JSON.stringify(items) },
		}),
	);
	const link = (node: string) => ({ node, type: 'main' as const, index: 0 });
	const connections = Object.fromEntries(
		starts.map(({ name }, turn) => {
			const next = starts[turn + 1];
			return [name, { main: [[link('Tango'), ...(next ? [link(next.name)] : [])]] }];
		}),
	);
	const run = await runWorkflow({
		nodes: [...starts, tango],
		connections,
		credentials: credentialsFor(sandbox),
	});
	const ran = run.data.resultData.runData.Tango ?? [];
	return ran.map(({ data }) => (data?.main?.[0] ?? []).map(({ json }) => json));
}
