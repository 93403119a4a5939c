import type { TangoEvent } from '../../core';
import type { Kept } from './state';

/** Where an active trigger takes events; it is in the process that keeps the subscription alive. */
export interface Desk {
	/** The secrets as this process knows them: another node's data may have overwritten those in n8n's database. */
	readonly secrets: () => Pick<Kept, 'secret' | 'hmacKey' | 'privateKey'>;
	/** Tells, once n8n has them, that it has; false when the trigger ended before. */
	readonly take: (events: readonly TangoEvent[]) => Promise<boolean>;
}

const desks = new Map<string, Desk>();

export function deskKey(workflowId: string | undefined, nodeId: string): string {
	return `${workflowId ?? ''}:${nodeId}`;
}

/** Gives what closes it again; a desk that took its place meanwhile stays open. */
export function openDesk(key: string, desk: Desk): () => void {
	desks.set(key, desk);
	return () => {
		if (desks.get(key) === desk) desks.delete(key);
	};
}

export function deskOf(key: string): Desk | undefined {
	return desks.get(key);
}
