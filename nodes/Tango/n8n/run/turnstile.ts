import type { LineWatch } from '../../core';

/**
 * Lets the items of a run begin one after the other: the next one once nobody of this run waits for a slot any more. So
 * as many are under way as pace and answers need, and where a run stops, nobody is left in line who would still order.
 */
export interface Turnstile {
	isOpen(): boolean;
	/** `listener` is called whenever it has become open. */
	onOpen(listener: () => void): void;
	/** An item begins: the next one waits until this one is on the wire, or has ended without. */
	enter(index: number): void;
	leave(index: number): void;
	/** For the calls of an item. */
	watch(index: number): LineWatch;
}

export function createTurnstile(): Turnstile {
	/** The item that began last, until its first attempt is on the wire. */
	let entering: number | undefined;
	let inLine = 0;
	let tell = () => {};

	const isOpen = () => entering === undefined && inLine === 0;
	const isThrough = (index: number) => {
		if (entering === index) entering = undefined;
		if (isOpen()) tell();
	};
	return {
		isOpen,
		onOpen: (listener) => {
			tell = listener;
		},
		enter: (index) => {
			entering = index;
		},
		leave: isThrough,
		watch: (index) => ({
			joined: () => {
				inLine += 1;
			},
			left: () => {
				inLine -= 1;
				isThrough(index);
			},
		}),
	};
}
