import { performance } from 'node:perf_hooks';

/**
 * A process that starts requests as fast as its pace lets it, with the built package: reads a job from its parent,
 * tells the moment of each start, and ends with its parent.
 */
interface Job {
	readonly url: string;
	readonly caCertificate: string;
	readonly requestsPerSecond: number;
	/** Each request connects first. */
	readonly handshakeMs: number;
}

type Build = typeof import('../../../nodes/Tango/n8n/pace/sharedPace.ts') &
	typeof import('../../../nodes/Tango/core/limit/rateLimiter.ts') &
	typeof import('../../../nodes/Tango/core/foundation/clock.ts');

process.on('message', (job: Job) => void run(job));
process.on('disconnect', () => process.exit(0));

async function run({ url, caCertificate, requestsPerSecond, handshakeMs }: Job): Promise<never> {
	const built = async (path: string): Promise<Build> => await import(`../../../dist/nodes/Tango/${path}.js`);
	const { sharedPaceOf } = await built('n8n/pace/sharedPace');
	const { createRateLimiter } = await built('core/limit/rateLimiter');
	const { systemClock } = await built('core/foundation/clock');
	const pace = sharedPaceOf({
		environment: 'sandbox',
		caCertificates: caCertificate,
		forwardedFor: '',
		requestsPerSecond,
		sharedPace: 'redis',
		redisUrl: url,
		auth: { kind: 'basic', platformName: 'acme', apiKey: 'fake', secondaryApiKey: '' },
	});
	const limiter = createRateLimiter(systemClock);
	const visit = { requestsPerSecond, isRead: false, slots: pace.slotsOf('platform') };
	for (;;) {
		const seat = limiter.enter(visit);
		await seat.acquire();
		if (handshakeMs > 0) await systemClock.sleep(handshakeMs * Math.random());
		// All processes of a machine count from the same moment.
		process.send?.({ at: performance.timeOrigin + performance.now(), pace: pace.state().kind });
		seat.leave();
	}
}
