import { describe, expect, it } from 'vitest';

import { breathing, type Lungs } from '../../../../nodes/Tango/core/foundation/breathe.ts';
import type { Tango } from '../../../../nodes/Tango/core/connection/tango.ts';
import { number } from '../../../../nodes/Tango/n8n/fields/numbers.ts';
import { optionsWith } from '../../../../nodes/Tango/n8n/fields/requestOptions.ts';
import { text } from '../../../../nodes/Tango/n8n/fields/text.ts';
import { defineBatchOperation, type RawItem } from '../../../../nodes/Tango/n8n/run/operation.ts';
import { CALL } from '../../support/core.ts';
import { valuesOf, type Raw } from '../../support/form.ts';
import { nothingSpent } from '../../support/spending.ts';
import { standIn } from '../../support/standIn.ts';

/** Gives the name of each item; says which names its plan was handed. */
function greeting({
	onPlanned,
	...face
}: { readonly inOrder?: boolean; readonly onPlanned?: () => void } = {}) {
	const handed: string[][] = [];
	const operation = defineBatchOperation({
		resource: 'guest',
		value: 'greet',
		name: 'Greet',
		action: 'Greet a guest',
		description: 'Says hello',
		...face,
		fields: {
			name: text({}, { max: 5 }),
			options: optionsWith({ concurrency: number({ default: 4, minValue: 1, check: () => undefined }) }),
		},
		plan: async (batch) => {
			handed.push(batch.map(({ params }) => String(params.name)));
			onPlanned?.();
			return batch.map(({ params }) => ({ execute: async () => ({ hello: params.name }) }));
		},
	});
	return { operation, handed };
}

/** Items of which each takes 5 ms to read, on a clock that nothing else moves. */
function slowItems(raws: readonly Raw[], onTurn: () => void = () => {}) {
	let now = 0;
	let turns = 0;
	const read = new Set<number>();
	const lungs: Lungs & { pass: (ms: number) => void } = {
		pass: (ms) => (now += ms),
		now: () => now,
		turn: async () => {
			turns += 1;
			onTurn();
		},
	};
	const items = raws.map(
		(raw, itemIndex): RawItem => ({
			valueOf: (name, fallback) => {
				if (!read.has(itemIndex)) now += 2.5;
				read.add(itemIndex);
				return valuesOf(raw)(name, fallback);
			},
			context: () => ({
				tango: standIn<Tango>({}),
				itemIndex,
				call: CALL,
				automaticReferenceParts: () => [],
				spending: nothingSpent(),
				foreseen: nothingSpent(),
				checkRows: async () => [],
			}),
		}),
	);
	return { items, lungs, read, turns: () => turns };
}

const guests = (count: number): Raw[] => Array.from({ length: count }, (_, index) => ({ name: `n${index}` }));

describe('planning many items', () => {
	it('gives the event loop a turn after every 10 ms of reading', async () => {
		const { items, lungs, turns } = slowItems(guests(41));
		await greeting().operation.plan(items, breathing(undefined, lungs));
		expect(turns()).toBe(10);
	});

	it('hears Stop also when all items are planned, and only the plans are handed on', async () => {
		const stop = new AbortController();
		const { items, lungs } = slowItems(guests(10), () => stop.abort());
		const { operation } = greeting({ onPlanned: () => lungs.pass(10) });
		await expect(operation.plan(items.slice(0, 1), breathing(stop.signal, lungs))).rejects.toThrow(
			'CANCELLED',
		);
	});

	it('keeps order and results, with a wrong item in its place', async () => {
		const { items, lungs } = slowItems([...guests(9), { name: 'too long' }, { name: 'last' }]);
		const { operation, handed } = greeting();
		const { planned } = await operation.plan(items, breathing(undefined, lungs));
		const results = await Promise.all(
			planned.map(async (one) => ('execute' in one ? await one.execute() : one.problem.facts.field)),
		);
		const names = guests(9).map(({ name }) => ({ hello: name }));
		expect(results).toEqual([...names, 'name', { hello: 'last' }]);
		expect(handed).toEqual([[...guests(9).map(({ name }) => name), 'last']]);
	});

	it('reads nothing more after a cancel, and plans nothing', async () => {
		const cancel = new AbortController();
		const { items, lungs, read } = slowItems(guests(100), () => cancel.abort());
		const { operation, handed } = greeting();
		await expect(operation.plan(items, breathing(cancel.signal, lungs))).rejects.toMatchObject({
			code: 'CANCELLED',
		});
		expect([read.size, handed]).toEqual([4, []]);
	});
});

describe('how many items are executed at the same time', () => {
	it.each<[string, Raw[], number]>([
		['as many as are allowed without the option', [{}], 100],
		['what the option says', [{ options: { concurrency: 7 } }], 7],
		['at least one', [{ options: { concurrency: -3 } }], 1],
		['at most as many as are allowed', [{ options: { concurrency: 1_000 } }], 100],
		['the most for half a number', [{ options: { concurrency: 2.5 } }], 100],
		['the first sound item’s', [{ name: 'too long' }, { options: { concurrency: 2 } }, {}], 2],
	])('is %s', async (_what, raws, expected) => {
		const { items, lungs } = slowItems(raws);
		const { concurrency } = await greeting().operation.plan(items, breathing(undefined, lungs));
		expect(concurrency).toBe(expected);
	});

	it('is one where items depend on those before them', async () => {
		const { items, lungs } = slowItems([{ options: { concurrency: 7 } }]);
		const { concurrency } = await greeting({ inOrder: true }).operation.plan(
			items,
			breathing(undefined, lungs),
		);
		expect(concurrency).toBe(1);
	});
});
