import { configWithoutCloudSupport } from '@n8n/node-cli/eslint';

/**
 * Who may import whom; everything else is an error. See CONTRIBUTING, "Where do I go". The rooms of a house stand from
 * the ground up: a room may use those named before it, never one named after it.
 */
const TANGO = './nodes/Tango';
const CORE = [
	'foundation',
	'forwarded',
	'limit',
	'retry',
	'http',
	'api',
	'auth',
	'call',
	'catalog',
	'directory',
	'money',
	'orders',
	'bulk',
	'lineItems',
	'funds',
	'webhooks',
	'polling',
	'connection',
	'check',
];
const ADAPTER = ['start', 'words', 'fields', 'pace', 'credential', 'run', 'node'];
const FAMILIES = ['Orders', 'Customers', 'Catalog', 'Triggers'];

/** Nothing of `house` but what lies below each room. */
function floors(house, rooms) {
	return rooms.slice(0, -1).map((room, floor) => ({
		target: `${TANGO}/${house}/${room}`,
		from: rooms.slice(floor + 1).map((above) => `${TANGO}/${house}/${above}`),
	}));
}

/** The rooms of the tests in a real n8n, and the ones below that each may use. */
const REAL_N8N_ROOMS = {
	shared: [],
	install: ['shared'],
	run: ['shared', 'install'],
	start: ['shared', 'install', 'run'],
	editor: ['shared', 'install', 'run'],
	agents: ['shared', 'install', 'run'],
};

const zones = [
	...floors('core', CORE),
	...floors('n8n', ADAPTER),
	{ target: `${TANGO}/core`, from: [`${TANGO}/n8n`, ...FAMILIES.map((family) => `${TANGO}/${family}`)] },
	{ target: `${TANGO}/n8n`, from: FAMILIES.map((family) => `${TANGO}/${family}`) },
	...FAMILIES.map((family) => ({
		target: `${TANGO}/${family}`,
		from: FAMILIES.filter((other) => other !== family).map((other) => `${TANGO}/${other}`),
	})),
	// From outside, the core has one door; inside nobody goes around through it.
	...['n8n', ...FAMILIES].map((outside) => ({
		target: `${TANGO}/${outside}`,
		from: `${TANGO}/core`,
		except: ['./index.ts'],
	})),
	{ target: CORE.map((room) => `${TANGO}/core/${room}`), from: `${TANGO}/core/index.ts` },
	{ target: './credentials', from: './nodes', except: ['./Tango/n8n/credential'] },
	{ target: './nodes', from: './test' },
	{ target: './test/sandbox', from: ['./nodes', './credentials'] },
	// The browser sees what a person sees.
	{ target: './test/browser', from: ['./nodes', './credentials'] },
	{ target: './test/n8n', from: './test/browser' },
	...Object.entries(REAL_N8N_ROOMS).map(([room, below]) => ({
		target: `./test/n8n/${room}`,
		from: './test/n8n',
		except: [room, ...below].map((name) => `./${name}`),
	})),
	{ target: './test/n8n', from: './test/scale' },
	{ target: './test/scale', from: ['./test/n8n/start', './test/n8n/editor'] },
].map((zone) => ({
	message: 'This folder may not be imported from here (CONTRIBUTING, "Where do I go").',
	...zone,
}));

/** A library that only some files may name, so that it can be replaced in one place. */
function onlyIn(names, files) {
	return { names, files };
}

const CONFINED = [
	onlyIn(
		['undici'],
		['undiciTransport', 'dispatcher', 'phaseProbe', 'openSockets'].map(
			(name) => `nodes/Tango/core/http/${name}.ts`,
		),
	),
	onlyIn(['oauth4webapi'], ['nodes/Tango/core/auth/**/*.ts']),
	onlyIn(
		['n8n-workflow'],
		['nodes/Tango/n8n/**/*.ts', ...FAMILIES.map((family) => `nodes/Tango/${family}/**/*.ts`)],
	),
	// The last that names a file counts for it: this one needs nothing of n8n.
	onlyIn(['ioredis'], ['nodes/Tango/n8n/pace/redisLink.ts']),
];

function confined(names) {
	return [
		'error',
		{
			paths: names.map((name) => ({
				name,
				message: 'Only the files listed in eslint.config.mjs may import it.',
			})),
		},
	];
}

/** Promises that nobody waits for, cases that nobody thought of; they need the types. */
export const TYPED_RULES = {
	'@typescript-eslint/await-thenable': 'error',
	'@typescript-eslint/no-floating-promises': 'error',
	'@typescript-eslint/no-for-in-array': 'error',
	'@typescript-eslint/no-implied-eval': 'error',
	'@typescript-eslint/no-misused-promises': 'error',
	'@typescript-eslint/only-throw-error': 'error',
	'@typescript-eslint/no-unnecessary-type-assertion': 'error',
	'@typescript-eslint/return-await': ['error', 'always'],
	'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

export default [
	{ ignores: ['dist/**', '.local/**', '**/node_modules/**', 'coverage/**'] },
	...configWithoutCloudSupport,
	// undici, zod and oauth4webapi are needed at runtime: self-hosted n8n only, see README.
	{ files: ['package.json'], rules: { '@n8n/community-nodes/no-runtime-dependencies': 'off' } },
	// It reads the literal of a node class; ours are built, and the consistency test looks at what was built.
	{ files: ['credentials/**/*.ts'], rules: { '@n8n/community-nodes/credential-test-required': 'off' } },
	// It wants a folder of its own for each node; the triggers stand together as the resources of a node do.
	{
		files: ['nodes/Tango/Triggers/*.node.ts'],
		rules: { 'n8n-nodes-base/node-dirname-against-convention': 'off' },
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'test/**/*.ts'],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'import-x/no-restricted-paths': ['error', { zones }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'test/**/*.ts'],
		languageOptions: { parserOptions: { project: 'test/tsconfig.json' } },
		rules: TYPED_RULES,
	},
	{
		// Rules for what n8n loads; tests start processes, print and throw.
		files: ['test/**/*.ts'],
		rules: {
			'no-console': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: { 'no-restricted-imports': confined(CONFINED.flatMap(({ names }) => names)) },
	},
	...CONFINED.map(({ names, files }) => ({
		files,
		rules: {
			'no-restricted-imports': confined(
				CONFINED.flatMap((other) => other.names).filter((name) => !names.includes(name)),
			),
		},
	})),
];
