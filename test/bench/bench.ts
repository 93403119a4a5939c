import { Cleanups } from '../n8n/cleanups.ts';
import { Problem } from '../n8n/problem.ts';
import { endCommands } from '../n8n/running.ts';
import { runChaos } from './chaos/chaos.ts';
import { readOptions, USAGE } from './options.ts';
import { runSpeed } from './speed/speed.ts';

/** What a shell reports for a command ended by Ctrl-C. */
const INTERRUPTED = 130;

let interrupted = false;

/** Exit code 0 means that it could measure, whatever the figures are. */
async function main(args: string[]): Promise<void> {
	const options = readOptions(args);
	if (options.kind === 'help') return console.log(USAGE);
	const cleanups = new Cleanups();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => {
			interrupted = true;
			console.log('\nStopping ...');
			endCommands();
			void cleanups.run().finally(() => process.exit(INTERRUPTED));
		});
	}
	try {
		const report =
			options.kind === 'speed' ? await runSpeed(options, cleanups) : await runChaos(options, cleanups);
		console.log(`\n${report}`);
	} finally {
		await cleanups.run();
	}
}

function report(error: unknown): void {
	if (error instanceof Problem) console.error(`\n✗ ${error.message}\n  ${error.mend}`);
	else console.error('\n✗ The bench could not measure. Please report it with these lines:\n', error);
}

await main(process.argv.slice(2)).then(
	() => interrupted || process.exit(0),
	(error: unknown) => {
		// What breaks because we are stopping is no news; the signal's handler ends the process.
		if (interrupted) return;
		report(error);
		process.exit(1);
	},
);
