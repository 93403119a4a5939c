import { runMainProgram } from '../n8n/shared/mainProgram.ts';
import type { Cleanups } from '../n8n/shared/cleanups.ts';
import { runAlive } from './alive/alive.ts';
import { runAnswers } from './answers/answers.ts';
import { runChaos } from './chaos/chaos.ts';
import { runBulk } from './bulk/bulk.ts';
import { runHistory } from './history/history.ts';
import { runPace } from './pace/pace.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import { runSoak } from './soak/soak.ts';
import { runStart } from './start/start.ts';
import { runSpeed } from './speed/speed.ts';

/* Exit code 0 means that it could measure, whatever the figures are. */
await runMainProgram({
	unforeseen: 'The bench could not measure.',
	run: async (cleanups) => {
		const options = readOptions(process.argv.slice(2));
		if (options.kind === 'help') return console.log(USAGE);
		const report = await measured(options, cleanups);
		console.log(`\n${report}`);
	},
});

async function measured(options: Exclude<Options, { kind: 'help' }>, cleanups: Cleanups): Promise<string> {
	switch (options.kind) {
		case 'speed':
			return await runSpeed(options, cleanups);
		case 'chaos':
			return await runChaos(options, cleanups);
		case 'bulk':
			return await runBulk(options, cleanups);
		case 'alive':
			return await runAlive(options, cleanups);
		case 'answers':
			return await runAnswers(options, cleanups);
		case 'pace':
			return await runPace(options, cleanups);
		case 'soak':
			return await runSoak(options, cleanups);
		case 'history':
			return await runHistory(options);
		case 'start':
			return await runStart(options, cleanups);
	}
}
