import { TangoError } from '../../../../nodes/Tango/core/index.ts';
import { create } from '../../../../nodes/Tango/Orders/order/create.operation.ts';
import { REPLACED } from '../../../../nodes/Tango/n8n/start/front.ts';
import { explain } from '../../../../nodes/Tango/n8n/words/explain.ts';
import { ERROR_GROUPS, type ErrorCase } from './cases.ts';
import { problemAreas } from './problems.ts';

/* docs/errors.md, made from what the code really says. */

const FIELD_NAMES = new Map(create.properties.map(({ name, displayName }) => [name, displayName] as const));

const INTRODUCTION = `# Errors, and how to mend them

Look for the words that you see: every message of the nodes is here, with the words that stand under it. Names, numbers and
addresses are examples. Three things hold for all of them:

- **This run paid nothing for a failed item**, unless the message says otherwise: [it is not
  known](#not-known-whether-it-was-done), or [the reference belongs to another order](#the-reference).
- **You can always run the workflow again with the same references.** What is paid is found, the rest is placed.
  [How](never-paid-twice.md).
- **Error details** in the editor has what Tango's support asks for: request ID, i18nKey, reference, attempts.

Where a message could be of several causes, what led to it stands above the words. What an AI agent is told is shorter.
Does nothing work at all? [Check the connection](credentials.md#it-does-not-connect) first.
`;

const PACKAGE = `## The package itself

n8n loads it with its first use. If n8n goes on saying so after a restart, install the package anew under Settings > Community nodes.

### ${REPLACED.split(':')[0]}

${quoted(REPLACED)}`;

export interface Told {
	readonly message: string;
	readonly description: string;
	readonly when?: string | undefined;
}

export function told({ code, facts = {}, when }: ErrorCase): Told {
	return { ...explain(new TangoError(code, facts), FIELD_NAMES), when };
}

export function errorsPage(): string {
	const groups = ERROR_GROUPS.map(
		({ title, about, cases }) =>
			`## ${title}\n\n${about}\n\n${byMessage(cases.map(told)).map(entry).join('\n\n')}`,
	);
	return [INTRODUCTION, ...groups, PACKAGE, problemList()].join('\n\n');
}

/** Several that begin with the same message stand under it. */
function byMessage(all: readonly Told[]): Told[][] {
	const messages = [...new Set(all.map(({ message }) => message))];
	return messages.map((one) => all.filter(({ message }) => message === one));
}

function entry(all: readonly Told[]): string {
	const [first] = all;
	const texts = all.map(({ when, description }) => `${when ? `_${when}:_\n\n` : ''}${quoted(description)}`);
	return [`### ${plain(first?.message ?? '')}`, ...texts].join('\n\n');
}

function quoted(text: string): string {
	return text
		.split('\n')
		.map((line) => `> ${line.startsWith('- ') ? `- ${plain(line.slice(2))}` : plain(line)}`)
		.join('\n')
		.replace('\n> - ', '\n>\n> - ');
}

/** Signs that Markdown or HTML would take for their own. */
function plain(text: string): string {
	return text.replace(/[\\`*_<>[\]]/g, String.raw`\$&`);
}

function problemList(): string {
	const lists = problemAreas().map(
		({ title, problems }) => `### ${title}\n\n${problems.map((one) => `- ${plain(one)}`).join('\n')}`,
	);
	return `## Everything that may be wrong with a field\n\nThe name of the field stands before these words, “…” for what was given or is known.\n\n${lists.join('\n\n')}\n`;
}
