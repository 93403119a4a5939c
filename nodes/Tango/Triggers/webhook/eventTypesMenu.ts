import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { EVENT_TYPES, eventKey, listedEvents } from '../../core';
import { displayNameOf } from '../../n8n/fields/field';
import { editorConnection } from '../../n8n/node/editorConnection';

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
	const { tango, call } = await editorConnection(editor);
	return await listedEvents(tango, call);
}
