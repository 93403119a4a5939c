import { startSandbox } from '../../sandbox/server.ts';
import type { PacedSandbox, Scene } from './scenes.ts';

/** A sandbox in a process of its own that keeps a strict pace and answers late, told by its parent. Ends with its parent. */
let starts: number[] = [];
let refused = 0;
const sandbox = await startSandbox({
	keepRequestLog: false,
	onRequest: ({ at, method, status }) => {
		if (method === 'POST') starts.push(at);
		if (status === 429) refused += 1;
	},
});

function told(): PacedSandbox {
	const { baseUrl, tokenUrl, caCertificate, basic, oauth, connectionsOpened, state } = sandbox;
	const references = new Set(state.orders.map(({ externalRefID }) => externalRefID));
	// Told at their end, so in another order where some took longer.
	const sorted = starts.toSorted((a, b) => a - b);
	const gaps = sorted.slice(1).map((at, index) => at - (sorted[index] ?? at));
	return {
		access: { baseUrl, tokenUrl, caCertificate, basic, oauth },
		orders: state.orders.length,
		duplicates: state.orders.length - references.size,
		refused,
		connections: connectionsOpened,
		spanMs: (sorted.at(-1) ?? 0) - (sorted[0] ?? 0),
		leastGapMs: Math.min(...gaps),
	};
}

process.on('message', (scene: Scene | 'tell') => {
	if (scene !== 'tell') {
		sandbox.reset();
		sandbox.setRateLimit(scene.requestsPerSecond);
		sandbox.state.processingMs = scene.answerMs;
		starts = [];
		refused = 0;
	}
	process.send?.(told());
});
process.on('disconnect', () => void sandbox.close().then(() => process.exit(0)));
