import { startSandbox } from '../../sandbox/server.ts';
import type { SandboxStats } from './sandboxProcess.ts';

/** The sandbox with the rate limit lifted, steered by its parent's messages. Ends with its parent. */
let first = Infinity;
let last = 0;
const sandbox = await startSandbox({
	keepRequestLog: false,
	onRequest: ({ at, method }) => {
		if (method !== 'POST') return;
		first = Math.min(first, at);
		last = performance.now();
	},
});

function stats(): SandboxStats {
	const { baseUrl, tokenUrl, caCertificate, basic, oauth, connectionsOpened, state } = sandbox;
	const references = new Set(
		state.orders.map(({ externalRefID, referenceOrderID }) => externalRefID ?? referenceOrderID),
	);
	return {
		baseUrl,
		tokenUrl,
		caCertificate,
		basic,
		oauth,
		orders: state.orders.length,
		duplicates: state.orders.length - references.size,
		connections: connectionsOpened,
		span: { from: performance.timeOrigin + first, to: performance.timeOrigin + last },
	};
}

process.on('message', (command) => {
	if (command === 'reset') {
		sandbox.reset();
		first = Infinity;
		last = 0;
	}
	process.send?.(stats());
});
process.on('disconnect', () => void sandbox.close().then(() => process.exit(0)));
