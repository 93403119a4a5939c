import { Cleanups } from './cleanups.ts';
import { Problem } from './problem.ts';
import { runOnce } from './runOnce.ts';
import { endCommands } from './running.ts';
import { serve } from './serve.ts';

const USAGE = `  npm start             a real n8n with this package beside a local Tango sandbox, until Ctrl-C
  npm start -- --once   the same without the editor: places one order, checks it, stops everything`;

/** What a shell reports for a command ended by Ctrl-C. */
const INTERRUPTED = 130;

let serving = false;
let interrupted = false;

async function main(args: string[]): Promise<void> {
	if (args.includes('--help')) return console.log(USAGE);
	const unknown = args.find((argument) => argument !== '--once');
	if (unknown !== undefined)
		throw new Problem(`There is no option "${unknown}".`, `What there is:\n${USAGE}`);

	const cleanups = new Cleanups();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => {
			interrupted = true;
			console.log('\nStopping ...');
			endCommands();
			void cleanups.run().finally(() => process.exit(serving ? 0 : INTERRUPTED));
		});
	}
	try {
		if (args.includes('--once')) await runOnce(cleanups);
		else await serve(cleanups, () => (serving = true));
	} finally {
		await cleanups.run();
	}
}

function report(error: unknown): void {
	if (error instanceof Problem) console.error(`\n✗ ${error.message}\n  ${error.mend}`);
	else console.error('\n✗ Something unforeseen happened. Please report it with these lines:\n', error);
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
