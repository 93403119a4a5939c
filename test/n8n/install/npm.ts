import { NODE, withNodeFirst } from '../shared/paths.ts';
import { type CommandResult, runCommand } from '../shared/runCommand.ts';

/** What `npm run` tells its script about the outer package; an inner npm would take it for its own. */
const OUTER_NPM = /^npm_(package_|lifecycle_|command$|config_local_prefix$)|^INIT_CWD$/;

/** Runs npm under Node 24. `npm_execpath` is the npm that started us, where there was one. */
export async function runNpm(args: string[], cwd: string): Promise<CommandResult> {
	const environment = withNodeFirst(
		Object.fromEntries(Object.entries(process.env).filter(([name]) => !OUTER_NPM.test(name))),
	);
	const npmCli = process.env.npm_execpath;
	if (npmCli?.endsWith('.js')) return await runCommand(NODE, [npmCli, ...args], { cwd, environment });
	return await runCommand('npm', args, { cwd, environment });
}
