import type { Outcome } from '../outcomes.ts';
import type { Attempt } from './execution.ts';

/** Given to both workers at once. */
const TWICE = 0.1;
/** Sent again although it was paid, as a webhook that arrives twice. */
const AGAIN_WHEN_PAID = 0.1;
/** Left as it is when it was not paid, or when nobody knows: such histories end there. */
const GIVEN_UP = 0.1;
const MOST_ATTEMPTS = 8;

type Reward = Omit<Attempt, 'mark'>;

/** Which reward is to be ordered next, again and again until its life is over. */
export class Lives {
	/** Attempts that were told as paid. */
	paid = 0;
	readonly #random: () => number;
	readonly #waiting: Reward[] = [];
	readonly #attempts = new Map<Reward, number>();
	#underWay = 0;
	#marks = 0;

	constructor(references: number, random: () => number) {
		this.#random = random;
		for (let index = 0; index < references; index += 1) {
			const reference = `survey-${index}`;
			const reward = { reference, recipient: `${reference}@example.com`, amount: 1 + (index % 90) };
			this.#waiting.push(reward);
			if (random() < TWICE) this.#waiting.push(reward);
		}
	}

	get areOver(): boolean {
		return this.#waiting.length === 0 && this.#underWay === 0;
	}

	/** For one execution, in which no reward occurs twice; the second of a pair is left to whoever takes next. */
	take(count: number): Array<readonly [Reward, Attempt]> {
		const taken = new Set<Reward>();
		const left: Reward[] = [];
		for (const reward of this.#waiting.splice(0, count)) {
			if (taken.has(reward)) left.push(reward);
			else taken.add(reward);
		}
		this.#waiting.unshift(...left);
		this.#underWay += taken.size;
		return [...taken].map((reward) => [reward, { ...reward, mark: this.#mark() }] as const);
	}

	/** @param outcome undefined when the worker was killed */
	end(reward: Reward, outcome: Outcome | undefined): void {
		this.#underWay -= 1;
		if (outcome === 'ok') this.paid += 1;
		const attempts = (this.#attempts.get(reward) ?? 0) + 1;
		this.#attempts.set(reward, attempts);
		const isWanted = outcome === 'ok' ? AGAIN_WHEN_PAID : 1 - GIVEN_UP;
		if (attempts < MOST_ATTEMPTS && this.#random() < isWanted) this.#waiting.push(reward);
	}

	#mark(): string {
		this.#marks += 1;
		return ['10', ...[16, 8, 0].map((bits) => (this.#marks >> bits) & 255)].join('.');
	}
}
