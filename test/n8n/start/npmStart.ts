import { INTERRUPTED, runMainProgram } from '../shared/mainProgram.ts';
import { Problem } from '../shared/problem.ts';
import { startOnce } from './once.ts';
import { startUntilCtrlC } from './untilCtrlC.ts';

const USAGE = `  npm start             a real n8n with this package beside a local Tango sandbox, until Ctrl-C
  npm start -- --once   the same without the editor: places one order, checks it, stops everything`;

const args = process.argv.slice(2);
let serving = false;

await runMainProgram({
	unforeseen: 'Something unforeseen happened.',
	// Once the editor is up, Ctrl-C is how it is meant to end.
	interruptedCode: () => (serving ? 0 : INTERRUPTED),
	run: async (cleanups) => {
		if (args.includes('--help')) return console.log(USAGE);
		const unknown = args.find((argument) => argument !== '--once');
		if (unknown !== undefined)
			throw new Problem(`There is no option "${unknown}".`, `What there is:\n${USAGE}`);
		if (args.includes('--once')) await startOnce(cleanups);
		else await startUntilCtrlC(cleanups, () => (serving = true));
	},
});
