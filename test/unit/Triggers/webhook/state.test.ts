import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import {
	forgetRegistration,
	memoryIn,
	registrationIn,
} from '../../../../nodes/Tango/Triggers/webhook/state.ts';

describe('what n8n keeps of the trigger', () => {
	it('is read anew at each use, as n8n fills its object late', () => {
		const data: IDataObject = {};
		const kept = registrationIn(data);
		expect(kept).toMatchObject({ webhookId: '', secret: '', since: 0 });
		Object.assign(data, { webhookId: 'w-1', secret: 'fake-secret', since: 7 });
		expect([kept.webhookId, kept.secret, kept.since]).toEqual(['w-1', 'fake-secret', 7]);
		kept.url = 'https://n8n.example.com/webhook/1';
		expect(data.url).toBe('https://n8n.example.com/webhook/1');
	});

	it('counts revisions for the subscription that they belong to, not for one that took its place', () => {
		const data: IDataObject = {};
		const [kept, memory] = [registrationIn(data), memoryIn(data)];
		kept.webhookId = 'w-1';
		expect(memory.webhookId).toBeUndefined();
		Object.assign(memory, { webhookId: 'w-1', revision: 41 });
		kept.webhookId = 'w-2';
		expect([memory.webhookId, memory.revision]).toEqual(['w-1', 41]);
		memory.webhookId = 'w-2';
		expect(kept.webhookId).toBe('w-2');
	});

	it('holds nothing of another kind than what was put there', () => {
		const memory = memoryIn({ countedFor: 5, revision: 'x', handled: 'e-1', at: null });
		expect([memory.webhookId, memory.revision, memory.handled, memory.at]).toEqual(Array(4).fill(undefined));
	});

	it('keeps what was handed over, and nothing else, when the registration is forgotten', () => {
		const data: IDataObject = { handled: ['e-1'], at: 3, other: 'node' };
		Object.assign(registrationIn(data), {
			webhookId: 'w-1',
			url: 'https://a.example',
			secret: 'fake-secret',
		});
		Object.assign(registrationIn(data), { hmacKey: 'a', certificate: 'b', privateKey: 'c', since: 1 });
		Object.assign(memoryIn(data), { webhookId: 'w-1', revision: 2 });
		forgetRegistration(data);
		expect(data).toEqual({ handled: ['e-1'], at: 3, other: 'node' });
	});
});
