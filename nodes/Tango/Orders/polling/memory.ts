import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { readRecord, type JsonRecord } from '../../core';
import { dataObject } from '../../n8n/run/output';

/*
 * What a look leaves for the next one, in the workflow's static data. n8n writes it down together with what the look
 * found, so what is lost with n8n is looked at again.
 */

/** Of another subject nothing is remembered: the next look is a first one. */
export function memoryOf({ subject, memory = {} }: IDataObject, wanted: string): JsonRecord | undefined {
	// A copy: what n8n hands out watches itself, and is no plain object to whoever reads it.
	return subject === wanted ? readRecord(JSON.parse(JSON.stringify(memory))) : undefined;
}

export function remember(data: IDataObject, subject: string, memory: JsonRecord): void {
	data.subject = subject;
	data.memory = dataObject(memory);
}

/** What is watched and whose it is, as a text of one length; another key or secret of the same platform is the same. */
export function subjectKey(
	subject: JsonRecord,
	{ environment, baseUrl, platformName, clientId, username }: ICredentialDataDecryptedObject,
): string {
	const text = JSON.stringify([subject, environment, baseUrl, platformName, clientId, username]);
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
