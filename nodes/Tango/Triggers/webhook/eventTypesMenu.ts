import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { EVENT_TYPES, eventKey, listedEvents, openTango } from '../../core';
import { auditTrail } from '../../n8n/credential/auditTrail';
import { egressFilterOf } from '../../n8n/credential/egress';
import { credentialTypeOf, readSettings } from '../../n8n/credential/readSettings';
import { displayNameOf } from '../../n8n/fields/field';
import { callOptions } from '../../n8n/fields/requestOptions';

/** The events that Tango lists, and those that its pages name: which of them it really sends is Tango's to say. */
export async function getEventTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const known: string[] = Object.keys(EVENT_TYPES);
	const listed = await listedOf(this).catch(() => []);
	const more = listed.filter((type) => known.every((one) => eventKey(one) !== eventKey(type)));
	return [...known, ...more]
		.map((value) => ({ name: displayNameOf(value), value }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

async function listedOf(editor: ILoadOptionsFunctions): Promise<string[]> {
	const type = credentialTypeOf(editor.getCurrentNodeParameter('authentication'));
	const tango = openTango(readSettings(type, await editor.getCredentials(type)), egressFilterOf(editor));
	const call = callOptions(tango, { maxAttempts: 2, totalTimeout: 20 }, undefined, auditTrail(editor));
	return await listedEvents(tango, { ...call, personWaits: true });
}
