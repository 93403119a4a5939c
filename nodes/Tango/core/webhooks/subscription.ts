import { z } from 'zod/v4';
import { ENDPOINTS } from '../api/endpoints';
import type { JsonRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import type { ListEndpoint } from '../call/list';
import type { TangoRequest } from '../call/request';
import { isTangoError } from '../foundation/errors';
import { sameEvents } from './eventTypes';

/** What this room needs of a connection. */
export interface WebhookCalls extends Client {
	list(
		endpoint: ListEndpoint,
		request: TangoRequest,
		limit: number,
		call: CallOptions,
	): Promise<JsonRecord[]>;
}

/** What a subscription is to be. */
export interface WantedSubscription {
	readonly url: string;
	readonly eventTypes: readonly string[];
	/** Sent along with every event. */
	readonly header: { readonly name: string; readonly value: string };
	readonly verification:
		| { readonly method: 'NONE' }
		| { readonly method: 'HMAC'; readonly keyBase64: string }
		| { readonly method: 'X509'; readonly certificateBase64: string };
}

export interface Subscription {
	readonly webhookId: string;
	/** Milliseconds since 1970; undefined when Tango did not say. */
	readonly expiresAt: number | undefined;
}

const texts = z.array(z.string()).optional().catch(undefined);
const found = z.looseObject({
	webhookId: z.string().min(1),
	url: z.string(),
	eventTypes: texts,
	expiresAt: z.string().optional().catch(undefined),
	payloadVerificationMethod: z.string().optional().catch(undefined),
	headers: z
		.array(z.looseObject({ name: z.string(), value: z.string() }))
		.optional()
		.catch(undefined),
});
export type FoundSubscription = z.output<typeof found>;

/**
 * The subscriptions that deliver to this address, and no others: the address holds an ID of n8n's that is nobody else's,
 * so whatever delivers elsewhere belongs to another node, another n8n or another program, and is never touched.
 */
export async function ownSubscriptions(
	calls: WebhookCalls,
	url: string,
	call: CallOptions,
): Promise<FoundSubscription[]> {
	const rows = await calls.list(ENDPOINTS.listWebhooks, { query: { url } }, Infinity, call);
	return rows.flatMap((row) => {
		const parsed = found.safeParse(row);
		return parsed.success && parsed.data.url === url ? [parsed.data] : [];
	});
}

/** Whether a subscription is what is wanted, as far as Tango shows it. Secrets it may keep to itself. */
export function isAsWanted(one: FoundSubscription, wanted: WantedSubscription): boolean {
	const header = one.headers?.find(({ name }) => name.toLowerCase() === wanted.header.name.toLowerCase());
	return (
		header !== undefined &&
		header.value === wanted.header.value &&
		sameEvents(one.eventTypes ?? [], wanted.eventTypes) &&
		(one.payloadVerificationMethod ?? 'NONE') === wanted.verification.method
	);
}

/** One subscription as it is wanted: the one that is there, made so, or a new one. Any second one is removed. */
export async function ensureSubscription(
	calls: WebhookCalls,
	wanted: WantedSubscription,
	call: CallOptions,
): Promise<Subscription> {
	const [own, ...others] = await ownSubscriptions(calls, wanted.url, call);
	for (const { webhookId } of others) await remove(calls, webhookId, call);
	const body = bodyOf(wanted);
	if (!own) {
		const { json } = await calls.send(ENDPOINTS.createWebhook, { body }, call);
		return await onlyOne(calls, wanted.url, readNamed(json), call);
	}
	const { webhookId } = own;
	await calls.send(ENDPOINTS.updateWebhook, { path: { webhookId }, body }, call);
	return { webhookId, expiresAt: toTime(own.expiresAt) };
}

/** Several mains of n8n may register at the same moment: all of them keep the same one, so that no event comes twice. */
async function onlyOne(
	calls: WebhookCalls,
	url: string,
	made: Subscription,
	call: CallOptions,
): Promise<Subscription> {
	const own = await ownSubscriptions(calls, url, call).catch(() => []);
	const [first = made, ...others] = own.toSorted((a, b) => (a.webhookId < b.webhookId ? -1 : 1));
	for (const { webhookId } of others) await remove(calls, webhookId, call);
	return first.webhookId === made.webhookId ? made : { webhookId: first.webhookId, expiresAt: undefined };
}

/** Removes every subscription to this address; one that is gone already is removed. */
export async function removeSubscriptions(
	calls: WebhookCalls,
	url: string,
	call: CallOptions,
): Promise<void> {
	for (const { webhookId } of await ownSubscriptions(calls, url, call)) await remove(calls, webhookId, call);
}

async function remove(calls: WebhookCalls, webhookId: string, call: CallOptions): Promise<void> {
	await calls.send(ENDPOINTS.deleteWebhook, { path: { webhookId } }, call).catch((error: unknown) => {
		if (!isGone(error)) throw error;
	});
}

/** Also after an answer that was lost: what Tango does not know any more, it has removed. */
export function isGone(error: unknown): boolean {
	if (!isTangoError(error)) return false;
	return error.code === 'NOT_FOUND' || error.facts.lastCode === 'NOT_FOUND';
}

/** Puts the end of its life off. Gives the new end. */
export async function renewSubscription(
	calls: WebhookCalls,
	webhookId: string,
	call: CallOptions,
): Promise<number | undefined> {
	// Tango wants JSON of every POST, and this one has nothing to say.
	const { json } = await calls.send(ENDPOINTS.renewWebhook, { path: { webhookId }, body: {} }, call);
	return readNamed(json).expiresAt;
}

function bodyOf({ url, eventTypes, header, verification }: WantedSubscription): Record<string, unknown> {
	return {
		url,
		headers: [header],
		eventTypes,
		payloadVerificationMethod: verification.method,
		...(verification.method === 'HMAC' ? { hmacSharedSecretKey: verification.keyBase64 } : {}),
		...(verification.method === 'X509' ? { signingCertificate: verification.certificateBase64 } : {}),
	};
}

const named = z.looseObject({
	webhookId: z.string().optional().catch(undefined),
	expiresAt: z.string().optional().catch(undefined),
});

function readNamed(json: unknown): Subscription {
	const { webhookId = '', expiresAt } = named.safeParse(json).data ?? {};
	return { webhookId, expiresAt: toTime(expiresAt) };
}

function toTime(text: string | undefined): number | undefined {
	const time = Date.parse(text ?? '');
	return Number.isNaN(time) ? undefined : time;
}
