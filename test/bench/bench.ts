import { runMainProgram } from '../n8n/shared/mainProgram.ts';
import { runChaos } from './chaos/chaos.ts';
import { readOptions, USAGE } from './options.ts';
import { runSpeed } from './speed/speed.ts';

/* Exit code 0 means that it could measure, whatever the figures are. */
await runMainProgram({
	unforeseen: 'The bench could not measure.',
	run: async (cleanups) => {
		const options = readOptions(process.argv.slice(2));
		if (options.kind === 'help') return console.log(USAGE);
		const report =
			options.kind === 'speed' ? await runSpeed(options, cleanups) : await runChaos(options, cleanups);
		console.log(`\n${report}`);
	},
});
