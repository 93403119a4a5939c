import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { openTango, type CallOptions, type Tango } from '../../core';
import { auditTrail } from '../credential/auditTrail';
import { credentialTypeOf, readSettings } from '../credential/readSettings';
import { surroundingsOf } from '../credential/surroundings';
import { callOptions } from '../fields/requestOptions';

/** A person looks on, so little is tried again. */
const LIMITS = { maxAttempts: 2, totalTimeout: 40 };

/** What the editor asks Tango with while a form is filled in: the credential that the form names. Throws TangoError. */
export async function editorConnection(
	editor: ILoadOptionsFunctions,
): Promise<{ readonly tango: Tango; readonly call: CallOptions }> {
	const type = credentialTypeOf(editor.getCurrentNodeParameter('authentication'));
	const settings = readSettings(type, await editor.getCredentials(type));
	const tango = openTango(settings, surroundingsOf(settings, editor));
	return { tango, call: { ...callOptions(tango, LIMITS, undefined, auditTrail(editor)), personWaits: true } };
}
