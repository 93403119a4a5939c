import { z } from 'zod/v4';
import { ENDPOINTS } from '../api/endpoints';
import type { CallOptions } from '../call/client';
import type { WebhookCalls } from './subscription';

const row = z.looseObject({ eventTypes: z.array(z.string()).catch([]) });

/** The types of events that Tango lists for this platform. Throws TangoError. */
export async function listedEvents(calls: WebhookCalls, call: CallOptions): Promise<string[]> {
	const rows = await calls.list(ENDPOINTS.listEventTypes, {}, Infinity, call);
	return rows.flatMap((one) => row.safeParse(one).data?.eventTypes ?? []);
}
