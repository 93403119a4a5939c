import fc from 'fast-check';
import { expect } from 'vitest';
import type { FaultSpec } from '../../sandbox/faults.ts';
import { ACCOUNT, START_BALANCE, type Auth, type Books, type World } from './modelWorld.ts';
import { expectNoSecret } from './promises.ts';
import type { Told } from './operations.ts';

type Command = fc.AsyncCommand<Books, World>;

/** Few, so that they meet again. */
const REFERENCES = ['ref1', 'ref2', 'ref3', 'ref4', 'ref5', 'ref6'];
/** The account starts with 20. */
const AMOUNTS = [3, 5.25, 9.99];
const TOP_UP = 15;

/** Every way of failing, with waits that suit a test. */
const FAULTS: readonly FaultSpec[] = [
	{ kind: 'reset-before' },
	{ kind: 'reset-after' },
	{ kind: 'close-after' },
	{ kind: 'stall-before', ms: 15 },
	{ kind: 'stall-after', ms: 15 },
	{ kind: 'stall-after' },
	{ kind: 'headers-then-stall', ms: 15 },
	{ kind: 'truncated-body' },
	{ kind: 'garbage-status-line' },
	{ kind: 'slow-processing', ms: 30 },
	{ kind: 'slow-processing', ms: 600 },
	{ kind: 'status-500-before' },
	{ kind: 'status-502-after' },
	{ kind: 'status-503-before' },
	{ kind: 'status-504-after' },
	{ kind: 'rate-limited' },
	{ kind: 'rate-limited-seconds', ms: 1_000 },
	{ kind: 'unauthorized' },
	{ kind: 'alb-403' },
	{ kind: 'redirect-307' },
	{ kind: 'html-200' },
	{ kind: 'gzip' },
	{ kind: 'empty-200' },
	{ kind: 'not-json', executes: false },
];

export function commandsFor(auth: Auth): Array<fc.Arbitrary<Command>> {
	const reference = fc.constantFrom(...REFERENCES);
	const amount = fc.constantFrom(...AMOUNTS);
	const order = fc.tuple(reference, amount);
	return [
		order.map(([name, value]) => new Place(name, value)),
		order.map(([name, value]) => new Place(name, value)),
		order.map(([name, value]) => new PlaceTwiceAtOnce(name, value)),
		reference.map((name) => new Find(name)),
		fc
			.record({ seed: fc.nat(1_000), rate: fc.constantFrom(0.3, 0.6, 1) })
			.map(({ seed, rate }) => new FaultsOn(seed, rate)),
		fc.constant(new FaultsOff()),
		fc.constant(new FaultsOff()),
		fc.constant(new TopUp()),
		fc.constant(new Restart()),
		fc.constant(auth === 'oauth2' ? new ExpireTokens() : new RevokeFirstKey()),
	];
}

/** A command that may always be given, and after which the books are held against Tango's. */
abstract class Always implements Command {
	check(): boolean {
		return true;
	}

	async run(books: Books, world: World): Promise<void> {
		await this.act(books, world);
		expectBooksToAgree(books, world);
	}

	protected abstract act(books: Books, world: World): Promise<void>;

	abstract toString(): string;
}

class Place extends Always {
	readonly #reference: string;
	readonly #amount: number;

	constructor(reference: string, amount: number) {
		super();
		this.#reference = reference;
		this.#amount = amount;
	}

	protected async act(books: Books, world: World): Promise<void> {
		const before = ordersFor(world, this.#reference).length;
		const balance = world.sandbox.state.balance(ACCOUNT);
		const seen = await world.place(this.#reference, this.#amount);
		const known = books.orders.get(this.#reference);
		note(books, world, { reference: this.#reference, amount: this.#amount, seen });
		if (seen.kind === 'failure') {
			expect(ordersFor(world, this.#reference), 'told as failed, but was paid').toHaveLength(before);
		}
		if (books.faulty || (books.doubtful.has(this.#reference) && known === undefined)) return;
		expect(verdictOf(seen)).toBe(expectedVerdict(known, this.#amount, balance));
	}

	toString(): string {
		return `place(${this.#reference}, ${this.#amount})`;
	}
}

/** Without faults there is exactly one right answer. */
function expectedVerdict(known: number | undefined, amount: number, balance: number): string {
	if (known === undefined) return amount > balance ? 'INSUFFICIENT_FUNDS' : 'success';
	return known === amount ? 'success' : 'REFERENCE_TAKEN';
}

function verdictOf(seen: Told): string {
	return seen.kind === 'success' ? 'success' : seen.error.code;
}

/** Two workers come upon the same item. */
class PlaceTwiceAtOnce extends Always {
	readonly #reference: string;
	readonly #amount: number;

	constructor(reference: string, amount: number) {
		super();
		this.#reference = reference;
		this.#amount = amount;
	}

	protected async act(books: Books, world: World): Promise<void> {
		const { state } = world.sandbox;
		state.processingMs = 20;
		const both = await Promise.all([
			world.place(this.#reference, this.#amount),
			world.place(this.#reference, this.#amount),
		]);
		state.processingMs = 0;
		for (const seen of both) {
			// Refused after the other one was in process, it cannot know what became of that.
			const mayDoubt = true;
			note(books, world, { reference: this.#reference, amount: this.#amount, seen, mayDoubt });
		}
		if (books.faulty || both.every(({ kind }) => kind !== 'success')) return;
		expect(
			both.map(({ kind }) => kind),
			'one was told as paid',
		).toEqual(['success', 'success']);
	}

	toString(): string {
		return `placeTwiceAtOnce(${this.#reference}, ${this.#amount})`;
	}
}

class Find extends Always {
	readonly #reference: string;

	constructor(reference: string) {
		super();
		this.#reference = reference;
	}

	protected async act(books: Books, world: World): Promise<void> {
		const seen = await world.find(this.#reference);
		expectNoSecret({ sandbox: world.sandbox, told: seen });
		expect(seen.kind, 'looking changes nothing').not.toBe('unknown');
		const isThere = ordersFor(world, this.#reference).length > 0;
		if (seen.kind === 'success') expect(seen.value !== undefined).toBe(isThere);
		else expect(books.faulty, `not found because of ${seen.error.code}, without a fault`).toBe(true);
	}

	toString(): string {
		return `find(${this.#reference})`;
	}
}

class FaultsOn extends Always {
	readonly #seed: number;
	readonly #rate: number;

	constructor(seed: number, rate: number) {
		super();
		this.#seed = seed;
		this.#rate = rate;
	}

	protected async act(books: Books, { sandbox }: World): Promise<void> {
		sandbox.faults.random({
			seed: this.#seed,
			rate: this.#rate,
			kinds: FAULTS,
			match: { path: /\/orders/ },
		});
		books.faulty = true;
	}

	toString(): string {
		return `faultsOn(${this.#seed}, ${this.#rate})`;
	}
}

class FaultsOff extends Always {
	protected async act(books: Books, world: World): Promise<void> {
		world.sandbox.faults.clear();
		// Slow orders of before may still be in process; and an outage leaves no retries for a while.
		await world.settle();
		books.faulty = false;
	}

	toString(): string {
		return 'faultsOff()';
	}
}

class TopUp extends Always {
	protected async act(books: Books, { sandbox }: World): Promise<void> {
		sandbox.state.deposit(ACCOUNT, TOP_UP);
		books.toppedUp += TOP_UP;
	}

	toString(): string {
		return 'topUp()';
	}
}

class Restart extends Always {
	protected async act(_books: Books, world: World): Promise<void> {
		await world.restart();
	}

	toString(): string {
		return 'restart()';
	}
}

class RevokeFirstKey extends Always {
	protected async act(_books: Books, { sandbox }: World): Promise<void> {
		sandbox.state.revokeKey(sandbox.basic.apiKey);
	}

	toString(): string {
		return 'revokeFirstKey()';
	}
}

class ExpireTokens extends Always {
	protected async act(_books: Books, world: World): Promise<void> {
		world.expireTokens();
	}

	toString(): string {
		return 'expireTokens()';
	}
}

function ordersFor({ sandbox }: World, reference: string) {
	return sandbox.state.ordersFor(reference);
}

interface Noted {
	readonly reference: string;
	readonly amount: number;
	readonly seen: Told;
	readonly mayDoubt?: boolean;
}

/** Writes down what was told, after holding it against what Tango has. */
function note(books: Books, world: World, { reference, amount, seen, mayDoubt = books.faulty }: Noted): void {
	expectNoSecret({ sandbox: world.sandbox, told: seen });
	const [there, ...more] = ordersFor(world, reference);
	expect(more, 'orders with the same reference').toEqual([]);
	if (seen.kind === 'success') {
		expect(there?.criteria.amount, 'told as paid').toBe(amount);
		books.orders.set(reference, amount);
		return;
	}
	if (seen.kind === 'unknown') {
		// Only Tango's own word that another request for it is in process (409.002) leaves a doubt without a fault.
		const stillRunning = world.sandbox.log.some(
			(entry) => entry.reference === reference && entry.status === 409,
		);
		expect(mayDoubt || stillRunning, `unknown without a fault: ${JSON.stringify(seen.error)}`).toBe(true);
		books.doubtful.set(reference, (books.doubtful.get(reference) ?? new Set()).add(amount));
		return;
	}
	if (seen.error.code !== 'REFERENCE_TAKEN') return;
	const others = [books.orders.get(reference), ...(books.doubtful.get(reference) ?? [])];
	expect(
		others.some((other) => other !== undefined && other !== amount),
		'taken by another order',
	).toBe(true);
	expect(there?.criteria.amount).not.toBe(amount);
}

function expectBooksToAgree(books: Books, { sandbox }: World): void {
	const { orders } = sandbox.state;
	const references = orders.map(({ externalRefID }) => externalRefID);
	expect(new Set(references).size, 'paid once per reference').toBe(references.length);
	for (const [reference, amount] of books.orders) {
		expect(
			orders
				.filter(({ externalRefID }) => externalRefID === reference)
				.map(({ criteria }) => criteria.amount),
		).toEqual([amount]);
	}
	for (const { externalRefID = '', criteria } of orders) {
		const told =
			books.orders.get(externalRefID) === criteria.amount ||
			books.doubtful.get(externalRefID)?.has(criteria.amount);
		expect(told, `${externalRefID} is paid, and nobody was told`).toBe(true);
	}
	const paid = orders.reduce((sum, { amountCharged }) => sum + cents(amountCharged.total), 0);
	expect(cents(sandbox.state.balance(ACCOUNT)), 'money left').toBe(
		cents(START_BALANCE + books.toppedUp) - paid,
	);
	expect(sandbox.violations).toEqual([]);
}

function cents(amount: number): number {
	return Math.round(amount * 100);
}
