import { doubtAbout, type ENDPOINTS } from '../../core';
import type { ItemContext } from '../../n8n/run/operation';

type TemplateEndpoint = (typeof ENDPOINTS)['createTemplate' | 'updateTemplate' | 'deleteTemplate'];

interface TemplateRequest {
	readonly path?: { readonly etid: string };
	readonly body?: Readonly<Record<string, unknown>>;
}

/** Changes something of a template. An error that leaves it open whether it was done says that it is about one. */
export async function sendTemplate(
	endpoint: TemplateEndpoint,
	request: TemplateRequest,
	{ tango, call }: Pick<ItemContext, 'tango' | 'call'>,
): Promise<unknown> {
	try {
		return (await tango.send(endpoint, request, call)).json;
	} catch (error) {
		throw doubtAbout('template', error);
	}
}
