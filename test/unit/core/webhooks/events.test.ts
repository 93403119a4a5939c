import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../../nodes/Tango/core/webhooks/event.ts';
import { sameEvents, wantedEvents } from '../../../../nodes/Tango/core/webhooks/eventTypes.ts';

const EVENT = {
	eventId: 'a',
	revision: 7,
	eventType: 'LowBalance',
	categories: ['ACCOUNT'],
	eventOccurredAt: '2026-01-27T21:30:11.562578300Z',
	eventData: { balance: 3 },
};
const READ = {
	eventId: 'a',
	revision: 7,
	eventType: 'LowBalance',
	category: 'ACCOUNT',
	eventOccurredAt: EVENT.eventOccurredAt,
	eventData: { balance: 3 },
	raw: undefined,
};

describe('an event', () => {
	it.each([
		['as the specification has it', EVENT],
		['with one category as a text', { ...EVENT, categories: undefined, category: 'ACCOUNT' }],
		[
			'as the sample of the guide, with lists',
			{
				...EVENT,
				eventType: undefined,
				eventTypes: ['LowBalance'],
				categories: undefined,
				category: ['ACCOUNT'],
			},
		],
		['with its revision as a text', { ...EVENT, revision: '7' }],
	])('is read %s', (_what, json) => {
		expect(readEvents(json)).toEqual([READ]);
	});

	it('keeps everything that came where its shape is not known', () => {
		const odd = { event: 'LowBalance', payload: { balance: 3 } };
		expect(readEvents(odd)).toMatchObject([{ eventId: undefined, revision: undefined, raw: odd }]);
		expect(readEvents({ ...EVENT, more: 1 })).toMatchObject([{ eventId: 'a', raw: { more: 1 } }]);
		expect(readEvents({ ...EVENT, revision: -1 })).toMatchObject([{ revision: undefined, eventId: 'a' }]);
	});

	it('of a list comes in the order of revisions, those without one last', () => {
		const list = [{ eventId: 'x' }, { ...EVENT, revision: 9 }, { ...EVENT, revision: 0 }];
		expect(readEvents(list).map(({ revision }) => revision)).toEqual([0, 9, undefined]);
	});
});

describe('the events that are wanted', () => {
	const LISTED = ['itemAvailability', 'CredentialStatus', 'LowBalance', 'SomethingNew'];

	it('are all that Tango lists when none is chosen, new ones included', () => {
		expect(wantedEvents([], LISTED)).toEqual(LISTED);
	});

	it('are the known ones where Tango lists nothing, but none that Tango only announced', () => {
		const all = wantedEvents([], []);
		expect(all).toContain('RewardStatus');
		expect(all).not.toContain('OrderActionStatus');
		expect(all).toHaveLength(9);
	});

	it('are spelt as Tango lists them, under its other names, too', () => {
		expect(wantedEvents(['ItemAvailability', 'APICredentials', 'LowBalance'], LISTED)).toEqual(
			LISTED.slice(0, 3),
		);
	});

	it('stay as they were chosen where Tango does not list them', () => {
		expect(wantedEvents(['RewardStatus'], LISTED)).toEqual(['RewardStatus']);
	});

	it('are the same in any order and spelling', () => {
		expect(sameEvents(['LowBalance', 'APICredentials'], ['CredentialStatus', 'lowBalance'])).toBe(true);
		expect(sameEvents(['LowBalance'], ['LowBalance', 'Transaction'])).toBe(false);
	});
});
