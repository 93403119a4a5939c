import { resolve } from 'node:path';

import { runMainProgram } from '../n8n/shared/mainProgram.ts';
import { LOCAL } from '../n8n/shared/paths.ts';
import { packTarball } from './tarball.ts';

/** `npm run pack`, `npm run pack -- <folder>`: builds the package and packs the file that users will get. */
await runMainProgram({
	run: async () => console.log(await packTarball(resolve(process.argv[2] ?? LOCAL))),
	unforeseen: 'The package could not be packed.',
});
