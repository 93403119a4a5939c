import { LoggerProxy, type Logger } from 'n8n-workflow';
import { vi } from 'vitest';
import { shown } from '../../support/leaks/shown.ts';
import { Container, ofCore } from './ofCore.ts';

export interface LogLine {
	readonly level: 'error' | 'warn' | 'info' | 'debug';
	readonly message: string;
	readonly metadata: unknown;
}

/** Everything that leaves the engine beside a run's own data. */
export interface Outflow {
	/** Every call of n8n's logger, whatever its level. */
	readonly log: readonly LogLine[];
	/** The log and what was printed, as one text. */
	text(): string;
	clear(): void;
	stop(): void;
}

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

const { Logger: NodeLogger }: { Logger: abstract new () => Logger } = ofCore('@n8n/backend-common');

/** Listens to n8n's loggers, the console and the process's own output. */
export function captureOutflow(): Outflow {
	const log: LogLine[] = [];
	const printed: string[] = [];
	const note = (level: LogLine['level']) => (message: string, metadata?: object) => {
		log.push({ level, message, metadata });
	};
	const spies = [
		...LEVELS.map((level) =>
			vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
				printed.push(words.map(shown).join(' '));
			}),
		),
		...[process.stdout, process.stderr].map((stream) =>
			vi.spyOn(stream, 'write').mockImplementation((chunk) => {
				printed.push(String(chunk));
				return true;
			}),
		),
	];
	const usual = Container.get(NodeLogger);
	const listening: Logger & { scoped: () => Logger } = {
		error: note('error'),
		warn: note('warn'),
		info: note('info'),
		debug: note('debug'),
		scoped: () => listening,
	};
	Container.set(NodeLogger, listening);
	LoggerProxy.init(listening);
	return {
		log,
		text: () => [...log.map(shown), ...printed].join('\n'),
		clear: () => {
			log.length = 0;
			printed.length = 0;
		},
		stop: () => {
			for (const spy of spies) spy.mockRestore();
			Container.set(NodeLogger, usual);
			LoggerProxy.init(usual);
		},
	};
}
