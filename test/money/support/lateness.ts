const TICK_MS = 10;

/** How late this process is because the machine is busy with something else: real time lost since the start. */
export interface LatenessMeter {
	lostMs(): number;
	stop(): void;
}

export function startLatenessMeter(): LatenessMeter {
	let lost = 0;
	let expected = performance.now() + TICK_MS;
	const look = () => {
		const now = performance.now();
		lost += Math.max(0, now - expected);
		expected = now + TICK_MS;
	};
	const timer = setInterval(look, TICK_MS);
	return {
		lostMs: () => lost,
		stop: () => clearInterval(timer),
	};
}
