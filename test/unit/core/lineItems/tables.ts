import type { Catalog, CatalogEntry } from '../../../../nodes/Tango/core/catalog/catalog.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { createLineItems } from '../../../../nodes/Tango/core/lineItems/lineItems.ts';
import { createReissueDoubts } from '../../../../nodes/Tango/core/lineItems/reissueDoubts.ts';
import { json, settle, stage, type Step } from '../../support/core.ts';
import { standIn } from '../../support/standIn.ts';

export const ID = 'RA1-1';
/** The fake clock starts at 22 November 2026. */
export const LINE = {
	referenceLineItemID: ID,
	referenceOrderID: 'RA1',
	status: 'COMPLETE',
	canCancel: true,
	canFreeze: true,
	utid: 'U1',
	dateIssued: '2026-11-21T00:00:00Z',
	amountIssued: { value: 25, currencyCode: 'USD' },
	amountCharged: { value: 25, currencyCode: 'USD', total: 26 },
	remainingBalance: 25,
	recipient: { email: 'ada@example.com', firstName: 'Ada' },
};

export function line(changes: object = {}): Outcome {
	return json(200, { ...LINE, ...changes });
}

/** Line items on a scripted network, and a catalog that has one reward link. */
export function tables(...steps: ReadonlyArray<Outcome | Step>) {
	const { clock, client, transport } = stage(steps);
	const link = { utid: 'U1', rewardName: 'Reward Link', rewardType: 'reward link' };
	const reward = { ...link, attributes: ['EMAIL'], minValue: 1, maxValue: 1_000 };
	const brand = {
		brandKey: 'B1',
		brandName: 'Tango',
		status: 'active',
		rewards: [],
		categories: [],
		raw: {},
	};
	const entry: CatalogEntry = { reward, brand };
	const catalog = standIn<Catalog>({ find: async () => entry });
	const doubts = createReissueDoubts(clock);
	const open = () => createLineItems({ client, catalog, clock, doubts });
	return {
		clock,
		lineItems: open(),
		/** Another connection of the same process. */
		open,
		/** All the time that it takes. */
		wait: async <T>(promise: Promise<T>) => {
			const settled = settle(promise);
			await clock.runAll();
			return await settled;
		},
		sent: () => transport.exchanges.map(({ request: { method, url } }) => `${method} ${url.split('/v2')[1]}`),
		bodies: () => transport.exchanges.flatMap(({ request: { body } }) => (body === undefined ? [] : [body])),
	};
}
