import { configWithoutCloudSupport } from '@n8n/node-cli/eslint';

/** Who may import whom; everything else is an error. See CONTRIBUTING, "Where do I go". */
const TANGO = './nodes/Tango';
const FAMILIES = ['Orders', 'Customers', 'Catalog'];
/** Words that every room of the core uses. */
const SHARED_WORDS = [
	'outcome.ts',
	'errors.ts',
	'clock.ts',
	'transport.ts',
	'probe.ts',
	'audit.ts',
	'redact.ts',
	'words.ts',
];
const ROOMS = ['auth', 'check', 'forwarded', 'http', 'idempotency', 'limit', 'retry', 'schemas'];

const zones = [
	{ target: `${TANGO}/core`, from: [`${TANGO}/n8n`, ...FAMILIES.map((family) => `${TANGO}/${family}`)] },
	{ target: `${TANGO}/n8n`, from: FAMILIES.map((family) => `${TANGO}/${family}`) },
	...FAMILIES.map((family) => ({
		target: `${TANGO}/${family}`,
		from: FAMILIES.filter((other) => other !== family).map((other) => `${TANGO}/${other}`),
	})),
	// From outside, the core has one door.
	...['n8n', ...FAMILIES].map((outside) => ({
		target: `${TANGO}/${outside}`,
		from: `${TANGO}/core`,
		except: ['./index.ts'],
	})),
	...ROOMS.map((room) => ({
		target: `${TANGO}/core/${room}`,
		from: `${TANGO}/core`,
		except: [
			...new Set([room, 'schemas', ...(room === 'schemas' ? ['endpoints.ts'] : []), ...SHARED_WORDS]),
		].map((name) => `./${name}`),
	})),
	{ target: './credentials', from: './nodes', except: ['./Tango/n8n/accessToken.ts'] },
	{ target: './nodes', from: './test' },
	{ target: './test/sandbox', from: ['./nodes', './credentials'] },
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

export default [
	{ ignores: ['dist/**', '.local/**', '**/node_modules/**', 'coverage/**'] },
	...configWithoutCloudSupport,
	// undici, zod and oauth4webapi are needed at runtime: self-hosted n8n only, see README.
	{ files: ['package.json'], rules: { '@n8n/community-nodes/no-runtime-dependencies': 'off' } },
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'test/**/*.ts'],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'import-x/no-restricted-paths': ['error', { zones }],
			'import-x/no-cycle': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
		},
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
