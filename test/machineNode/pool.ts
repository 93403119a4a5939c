import { ForksPoolWorker, type PoolRunnerInitializer } from 'vitest/node';
import { MACHINE_NODE } from './machineNode.ts';

/** vitest itself wants a newer Node than the package does; what its workers run, the tests, can do with the older. */
class MachineNodeWorker extends ForksPoolWorker {
	override async start(): Promise<void> {
		const own = process.execPath;
		process.execPath = MACHINE_NODE;
		// The process is forked before this returns, by whatever `execPath` says then.
		const started = super.start();
		process.execPath = own;
		await started;
	}
}

export const MachineNodePool: PoolRunnerInitializer = {
	name: 'machine-node',
	createPoolWorker: (options) => new MachineNodeWorker(options),
};
