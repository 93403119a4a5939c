import { endCommands } from './childProcesses.ts';
import { Cleanups } from './cleanups.ts';
import { Problem } from './problem.ts';

/** What a shell reports for a command ended by Ctrl-C. */
export const INTERRUPTED = 130;

export interface MainProgram {
	/** Whatever it starts is put into `cleanups`, which are run at its end. */
	readonly run: (cleanups: Cleanups) => Promise<void>;
	/** How Ctrl-C ends it: 0 where it would go on for ever. */
	readonly interruptedCode?: () => number;
	/** What is said of an error that is no Problem. */
	readonly unforeseen: string;
}

/** Runs one of the project's own commands to its end or to Ctrl-C, leaves nothing running, and ends the process. */
export async function runMainProgram({ run, unforeseen, interruptedCode }: MainProgram): Promise<void> {
	let interrupted = false;
	const cleanups = new Cleanups();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => {
			interrupted = true;
			console.log('\nStopping ...');
			endCommands();
			void cleanups.run().finally(() => process.exit(interruptedCode?.() ?? INTERRUPTED));
		});
	}
	try {
		try {
			await run(cleanups);
		} finally {
			await cleanups.run();
		}
		if (!interrupted) process.exit(0);
	} catch (error) {
		// What breaks because we are stopping is no news; the signal's handler ends the process.
		if (interrupted) return;
		if (error instanceof Problem) console.error(`\n✗ ${error.message}\n  ${error.mend}`);
		else console.error(`\n✗ ${unforeseen} Please report it with these lines:\n`, error);
		process.exit(1);
	}
}
