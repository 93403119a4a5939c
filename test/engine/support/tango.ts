import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IRun,
	OnError,
} from 'n8n-workflow';
import { outputOf, runWorkflow, type EngineRun } from './engine.ts';
import { START_NODE } from './startNode.ts';
import type { Sandbox } from '../../sandbox/server.ts';

export type NodeType = 'tangoOrders' | 'tangoCustomers' | 'tangoCatalog';

/** What a credential needs of a server. */
export type Reachable = Pick<Sandbox, 'baseUrl' | 'tokenUrl' | 'caCertificate' | 'basic' | 'oauth'>;

export interface TangoRun extends Pick<EngineRun, 'mode' | 'executionId' | 'onStarted'> {
	readonly type?: NodeType;
	readonly items?: readonly IDataObject[];
	/** The files of each item. */
	readonly files?: IBinaryKeyData;
	readonly parameters: INodeParameters;
	/** Further settings of the node, such as `retryOnFail`. */
	readonly settings?: Partial<INode>;
	readonly onError?: OnError;
	/** Overrides fields of the credential. */
	readonly credential?: IDataObject;
	readonly authentication?: 'basicAuth' | 'oAuth2';
}

export interface TangoResult {
	readonly run: IRun;
	/** Output items of the success branch and of the error branch. */
	readonly done: readonly INodeExecutionData[];
	readonly failed: readonly INodeExecutionData[];
	readonly error: ShownError | undefined;
	/** What the node told the user beside its output. */
	readonly hints: readonly string[];
}

/** What the editor shows of an error. */
export interface ShownError {
	readonly message: string;
	readonly description: string;
	/** Under Error details. */
	readonly details: unknown;
}

/** Start → the Tango node, against the sandbox, in n8n's own engine. */
export async function runTango(sandbox: Reachable, options: TangoRun): Promise<TangoResult> {
	const {
		type = 'tangoOrders',
		items = [{}],
		files = {},
		parameters,
		settings = {},
		onError,
		authentication = 'basicAuth',
	} = options;
	const run = await runWorkflow({
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: START_NODE,
				typeVersion: 1,
				position: [0, 0],
				parameters: { items: JSON.stringify(items), files: JSON.stringify(files) },
			},
			{
				id: 'tango',
				name: 'Tango',
				type: `n8n-nodes-tango.${type}`,
				typeVersion: 1,
				position: [200, 0],
				credentials: { tangoApi: { id: '1', name: 'Tango' }, tangoOAuth2Api: { id: '2', name: 'Tango' } },
				...(onError ? { onError } : {}),
				...settings,
				parameters: { authentication, ...parameters },
			},
		],
		connections: { Start: { main: [[{ node: 'Tango', type: 'main', index: 0 }]] } },
		credentials: credentialsFor(sandbox, options.credential),
		...(options.mode ? { mode: options.mode } : {}),
		...(options.executionId ? { executionId: options.executionId } : {}),
		...(options.onStarted ? { onStarted: options.onStarted } : {}),
	});
	const error = run.data.resultData.error;
	return {
		run,
		done: outputOf(run, 'Tango', 0),
		failed: outputOf(run, 'Tango', 1),
		error: error && {
			message: error.message,
			description: String(error.description ?? ''),
			details: 'context' in error ? error.context.data : undefined,
		},
		hints: (run.data.resultData.runData.Tango?.[0]?.hints ?? []).map(({ message }) => message),
	};
}

/** Decrypted credentials of both types for the sandbox. */
export function credentialsFor(sandbox: Reachable, overrides: IDataObject = {}) {
	const shared = {
		environment: 'custom',
		baseUrl: sandbox.baseUrl,
		caCertificates: sandbox.caCertificate,
		forwardedFor: '',
		requestsPerSecond: 1_000,
		credentialsIssuedOn: '',
	};
	return {
		tangoApi: { ...sandbox.basic, secondaryApiKey: '', ...shared, ...overrides },
		tangoOAuth2Api: {
			...sandbox.oauth,
			grantType: 'clientCredentials',
			tokenUrl: sandbox.tokenUrl,
			...shared,
			...overrides,
		},
	};
}

export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}

/** A complete order of 25 USD whose reference is the item's `id`; override what a test is about. */
export function order(overrides: INodeParameters = {}): INodeParameters {
	return {
		resource: 'order',
		operation: 'create',
		customerIdentifier: byId('acme-rewards'),
		accountIdentifier: byId('acme-usd'),
		utid: byId('U666425'),
		amount: 25,
		deliveryMethod: 'EMAIL',
		recipientEmail: 'jane@example.com',
		recipientFirstName: 'Jane',
		recipientLastName: 'Doe',
		referenceSource: 'businessKey',
		reference: '={{ $json.id }}',
		simplify: true,
		additionalFields: {},
		options: {},
		...overrides,
	};
}

/** Items with the IDs `a0`, `a1`, … */
export function rows(count: number, prefix = 'a'): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}` }));
}
