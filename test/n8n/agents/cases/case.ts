import type { Sandbox } from '../../../sandbox/server.ts';
import type { Scene, WayName } from '../ways/way.ts';

/** How a case must end. */
interface Ending {
	/** At Tango, when all is over. */
	orders: number;
	/** The status of each answer that the model got, in the order of its calls; see `statusIn`. */
	told: string[];
}

/** How it ends in one of the ways instead, and why; what n8n does to it, and not this package, says so. */
export interface OtherEnding extends Ending {
	because: `n8n: ${string}` | `MCP: ${string}` | `Agent 2.2: ${string}`;
}

/** One line of the table. */
export interface Case extends Partial<Scene>, Ending {
	title: string;
	turns: Scene['turns'];
	/** What goes wrong at Tango or on the way there. */
	faults?: (sandbox: Sandbox) => void;
	/** Stands in what the model was told. */
	says?: RegExp;
	/** Where it ends in another way, or why it cannot be played there. */
	otherwise?: Partial<Record<WayName, OtherEnding | string>>;
}

/** What a model asks for: Jane is to get 25 dollars. */
export const JANE = {
	Reward: 'U666425',
	Amount: 25,
	Recipient_Email: 'jane@example.com',
	First_Name: 'Jane',
	Last_Name: 'Example',
};
export const BOB = { ...JANE, Recipient_Email: 'bob@example.com', First_Name: 'Bob' };
export const KIM = { ...JANE, Recipient_Email: 'kim@example.com', First_Name: 'Kim' };

/** Of several calls in one turn n8n has only the first reviewed; of the others neither tool nor model hears again. */
export const ONE_REVIEW = 'n8n: asks the person for the first call of a turn only and drops the others';

export const PER_CALL = 'MCP: each call is an execution of its own, so limits hold per call';

/** Agent 2 ends in an error at arguments that do not fit the tool's schema, and MCP answers them itself. */
export const SCHEMA = 'n8n: lets no arguments through that do not fit the tool’s schema';

export const UNASKED =
	'n8n: drops arguments that the tool’s schema does not name, and the rest is carried out';
