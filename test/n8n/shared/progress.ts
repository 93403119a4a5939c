const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const SPINNER_INTERVAL_MS = 100;
/** Often enough that nobody takes a four-minute install for a hang, rare enough for a log file. */
const LINE_INTERVAL_MS = 15_000;

/** Runs `work` and shows that it is going on: a spinner on a terminal, a line every 15 seconds elsewhere. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
	const started = performance.now();
	const stopShowing = process.stdout.isTTY ? showSpinner(title, started) : showLines(title, started);
	try {
		const result = await work();
		stopShowing(`✓ ${title} (${elapsed(started)})`);
		return result;
	} catch (error) {
		stopShowing(`✗ ${title} (${elapsed(started)})`);
		throw error;
	}
}

function showSpinner(title: string, started: number) {
	let frame = 0;
	const timer = setInterval(() => {
		frame = (frame + 1) % SPINNER.length;
		process.stdout.write(`\r\u001b[2K${SPINNER[frame]} ${title} (${elapsed(started)})`);
	}, SPINNER_INTERVAL_MS);
	return (lastLine: string) => {
		clearInterval(timer);
		process.stdout.write(`\r\u001b[2K${lastLine}\n`);
	};
}

function showLines(title: string, started: number) {
	console.log(`… ${title}`);
	const timer = setInterval(() => console.log(`… ${title} (${elapsed(started)})`), LINE_INTERVAL_MS);
	return (lastLine: string) => {
		clearInterval(timer);
		console.log(lastLine);
	};
}

function elapsed(started: number): string {
	const seconds = Math.round((performance.now() - started) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
