import { PollContext, PollTriggerExecutor } from 'n8n-core';
import { Workflow, type IDataObject, type INode, type INodeParameters } from 'n8n-workflow';
import type { Order, OrderCriteria } from '../../sandbox/orders/book.ts';
import { placeOrder } from '../../sandbox/orders/place.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { baseData, loaded, LoadedNodeTypes, outputOf, runWorkflow } from './engine.ts';
import { Container } from './ofCore.ts';
import { credentialsFor } from './tango.ts';

export interface PollOptions {
	readonly parameters: INodeParameters;
	/** What n8n's database has. */
	readonly saved?: IDataObject;
	readonly credential?: IDataObject;
	readonly budgetMs?: number;
}

/** One Tango Orders Trigger in one published workflow. */
export interface PollLife {
	/** The first look, on publishing and at n8n's start; what fails is thrown. n8n saves afterwards. */
	publish(): Promise<void>;
	/** n8n's clock strikes. */
	tick(): Promise<void>;
	/** The items of each execution that was started. */
	readonly executions: readonly IDataObject[][];
	readonly errors: readonly Error[];
	/** What n8n would have after kill -9. */
	saved(): IDataObject;
	/** "Fetch test event", by n8n's own engine. */
	fetchTestEvent(): Promise<{ readonly items: IDataObject[]; readonly error: string | undefined }>;
}

export async function pollLife(sandbox: Sandbox, options: PollOptions): Promise<PollLife> {
	await loaded;
	const node: INode = {
		id: 'node-1',
		name: 'Tango Orders Trigger',
		type: 'n8n-nodes-tango.tangoOrdersTrigger',
		typeVersion: 1,
		position: [0, 0],
		credentials: { tangoApi: { id: '1', name: 'Tango' } },
		parameters: { authentication: 'basicAuth', ...options.parameters },
	};
	const workflow = new Workflow({
		id: 'w1',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: new LoadedNodeTypes(),
		staticData: JSON.parse(JSON.stringify(options.saved ?? {})),
	});
	const ownNode = workflow.getNode(node.name) ?? node;
	const credentials = credentialsFor(sandbox, options.credential);
	const executions: IDataObject[][] = [];
	const errors: Error[] = [];
	let saved: IDataObject = options.saved ?? {};
	const save = () => (saved = JSON.parse(JSON.stringify(workflow.staticData)));
	const context = new PollContext(
		workflow,
		ownNode,
		baseData(credentials),
		'trigger',
		'activate',
		(data) => {
			executions.push((data[0] ?? []).map(({ json }) => json));
			save();
		},
		(error) => errors.push(error),
		undefined,
		undefined,
		undefined,
		options.budgetMs === undefined ? undefined : () => options.budgetMs ?? 0,
	);
	const look = Container.get(PollTriggerExecutor).create(workflow, ownNode, context, () => true);
	return {
		publish: async () => {
			await look(true);
			save();
		},
		tick: async () => await look(),
		executions,
		errors,
		saved: () => saved,
		fetchTestEvent: async () => {
			const run = await runWorkflow({ nodes: [node], connections: {}, credentials, mode: 'manual' });
			const items = outputOf(run, node.name);
			return { items: items.map(({ json }) => json), error: run.data.resultData.error?.message };
		},
	};
}

/** An order on the sandbox's books that was made at this time; gives its number. */
export function orderAt(
	sandbox: Sandbox,
	createdAtMs: number,
	{ status = 'COMPLETE', ...changes }: Partial<Pick<Order, 'status'> & OrderCriteria> = {},
): string {
	const order = placeOrder({ ...CRITERIA, ...changes }, sandbox.state);
	Object.assign(order, { createdAtMs, createdAt: new Date(createdAtMs).toISOString(), status });
	return order.referenceOrderID;
}

const CRITERIA: OrderCriteria = {
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	amount: 25,
	deliveryMethod: 'EMAIL',
	recipient: { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com' },
};
