import { MACHINE_NODE } from './machineNode.ts';

// Tests that passed on another Node than this run says would show nothing.
if (process.execPath !== MACHINE_NODE) {
	throw new Error(
		`These tests run on ${process.execPath}, not on npm's own Node (${MACHINE_NODE || 'unknown'}).`,
	);
}
