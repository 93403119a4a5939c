import { asTangoError } from '../../core';
import type { ItemOutput, Planned } from '../../n8n/run/operation';

/**
 * Makes every item of a run ready before the first of them is sent, so that a wrong picture in row 2 keeps row 1 from
 * going ahead. `prepare` throws TangoError for what cannot be sent.
 */
export async function planEach<Item>(
	batch: readonly Item[],
	prepare: (item: Item) => Promise<() => Promise<ItemOutput>>,
): Promise<Planned[]> {
	return await Promise.all(
		batch.map(async (item): Promise<Planned> => {
			try {
				return { execute: await prepare(item) };
			} catch (error) {
				return { problem: asTangoError(error) };
			}
		}),
	);
}
