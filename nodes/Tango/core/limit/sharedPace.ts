import type { SharedSlots } from './sharedSlots';

/** How a pace is shared at the moment. */
export type SharedPaceState =
	| { readonly kind: 'alone'; readonly because: 'off' | 'oneProcess' }
	/** `processes` have asked for slots of late, this one included. */
	| { readonly kind: 'shared'; readonly whose: 'n8n' | 'credential'; readonly processes: number }
	/** `cause` is a code such as ECONNREFUSED, never a server's words. */
	| { readonly kind: 'away'; readonly whose: 'n8n' | 'credential'; readonly cause: string };

/** Where a credential's slots come from. */
export interface SharedPace {
	/** Undefined where the pace is this process's alone. `platform` is no secret, and nobody can tell the platform from it. */
	slotsOf(platform: string): SharedSlots | undefined;
	/** As it was last seen. */
	state(): SharedPaceState;
	/** As it is now. Never rejects. */
	look(platform: string): Promise<SharedPaceState>;
}
