import { describe, expect, it } from 'vitest';

import {
	answer,
	DAY_MS,
	failure,
	GRANT,
	held,
	minting,
	scripted,
	settle,
	stage,
	tokenAnswer,
} from './fakes.ts';

const SOFT_MS = DAY_MS - 600_000;
const HARD_MS = DAY_MS - 60_000;
const RESET = failure('reset', 'maybeProcessed', 'ECONNRESET');
const REFUSED = answer(401, { error: 'invalid_client' });

describe('a token', () => {
	it('is asked for once and then served from the cache', async () => {
		const { get, transport, clock } = stage(minting());
		expect(await get()).toBe('token-1');
		await clock.advance(SOFT_MS - 1);
		expect(await get()).toBe('token-1');
		expect(transport.requests).toHaveLength(1);
	});

	it('is asked for once by 500 callers at the same time', async () => {
		const first = held();
		const { get, transport } = stage(scripted(first.step));
		const callers = Array.from({ length: 500 }, () => get());
		await settle();
		first.answer(tokenAnswer('shared'));
		expect(new Set(await Promise.all(callers))).toEqual(new Set(['shared']));
		expect(transport.requests).toHaveLength(1);
	});

	it('is another one for an edited secret, at once', async () => {
		const { manager, source, get } = stage(minting());
		await get();
		const edited = { ...source, grant: { ...GRANT, clientSecret: 'new' } };
		const outcome = await manager.getToken(edited);
		expect(outcome.kind === 'token' && outcome.token.accessToken.reveal()).toBe('token-2');
		expect(await get()).toBe('token-1');
	});

	it('is another one for another connection', async () => {
		const { manager, source, get, transport } = stage(minting());
		await get();
		await manager.getToken({ ...source, connection: 'proxy' });
		expect(transport.requests).toHaveLength(2);
	});

	it('is fresh from when it arrived, which is later than when its life began', async () => {
		const slow = held();
		const { token, clock, get } = stage(scripted(slow.step, tokenAnswer('next')));
		const pending = token();
		await clock.advance(10_000);
		slow.answer(tokenAnswer('slow'));
		expect((await pending).freshUntil).toBe(15_000);
		await clock.advance(HARD_MS - 10_000);
		expect(await get()).toBe('next');
	});

	it('is forgotten when a hundred others were used after it', async () => {
		const { manager, source, transport } = stage(minting());
		const use = async (connection: number) =>
			await manager.getToken({ ...source, connection: `${connection}` });
		for (let connection = 0; connection < 100; connection++) await use(connection);
		await use(0);
		await use(100);
		expect(transport.requests).toHaveLength(101);
		await use(0);
		expect(transport.requests).toHaveLength(101);
		await use(1);
		expect(transport.requests).toHaveLength(102);
	});
});

describe('near the end of its life a token', () => {
	it('is still served while one renewal runs in the background', async () => {
		const second = held();
		const { get, clock, transport } = stage(scripted(tokenAnswer('old'), second.step));
		await get();
		await clock.advance(SOFT_MS);
		expect(await Promise.all(Array.from({ length: 50 }, () => get()))).toEqual(Array(50).fill('old'));
		expect(transport.requests).toHaveLength(2);
		second.answer(tokenAnswer('new'));
		await settle();
		expect(await get()).toBe('new');
		expect(transport.requests).toHaveLength(2);
	});

	it('is no longer served in its last minute: callers wait for the next', async () => {
		const { get, clock, transport } = stage(minting());
		await get();
		await clock.advance(HARD_MS);
		expect(await get()).toBe('token-2');
		expect(transport.requests).toHaveLength(2);
	});

	it('that enters its last minute makes callers join the background renewal', async () => {
		const second = held();
		const { get, clock, transport } = stage(scripted(tokenAnswer('old'), second.step));
		await get();
		await clock.advance(HARD_MS - 1000);
		expect(await get()).toBe('old');
		await clock.advance(1000);
		const waiting = get();
		second.answer(tokenAnswer('new'));
		expect(await waiting).toBe('new');
		expect(transport.requests).toHaveLength(2);
	});

	it('survives a failed background renewal, which is tried again half a minute later', async () => {
		const { get, clock, transport } = stage(
			scripted(tokenAnswer('old'), RESET, RESET, RESET, tokenAnswer('new')),
		);
		await get();
		await clock.advance(SOFT_MS);
		await get();
		await clock.runAll();
		expect(transport.requests).toHaveLength(4);
		await clock.advance(29_999);
		expect(await get()).toBe('old');
		expect(transport.requests).toHaveLength(4);
		await clock.advance(1);
		expect(await get()).toBe('old');
		await settle();
		expect(await get()).toBe('new');
	});

	it('survives a refused background renewal', async () => {
		const { get, clock } = stage(scripted(tokenAnswer('old'), REFUSED));
		await get();
		await clock.advance(SOFT_MS);
		await get();
		await settle();
		expect(await get()).toBe('old');
	});

	it('is renewed after a suspend in which only the wall clock went on', async () => {
		const { get, jumpWallClock } = stage(minting());
		await get();
		jumpWallClock(HARD_MS);
		expect(await get()).toBe('token-2');
		expect(await get()).toBe('token-2');
	});

	it('is not renewed because the wall clock was set back', async () => {
		const { get, jumpWallClock, transport } = stage(minting());
		await get();
		jumpWallClock(-10 * DAY_MS);
		expect(await get()).toBe('token-1');
		expect(transport.requests).toHaveLength(1);
	});
});

describe('a failing token endpoint', () => {
	it('is asked again after growing pauses, three times in all', async () => {
		const { get, clock, transport } = stage(scripted(RESET, answer(503), tokenAnswer('third')));
		const pending = get();
		await clock.runAll();
		expect(await pending).toBe('third');
		expect(transport.requests).toHaveLength(3);
		// The first sleep is the deadline.
		expect(clock.sleeps).toEqual([45_000, 375, 1125]);
		expect(clock.sleeping).toBe(0);
	});

	it('is given up after the third attempt, and the outcome says so', async () => {
		const { manager, source, clock, transport } = stage(scripted(RESET));
		const pending = manager.getToken(source);
		await clock.runAll();
		expect(await pending).toEqual({
			kind: 'failed',
			reason: 'reset',
			phase: 'maybeProcessed',
			detail: 'ECONNRESET',
			attempts: 3,
		});
		expect(transport.requests).toHaveLength(3);
	});

	it('is asked once for 500 callers in a row', async () => {
		const { get, clock, transport } = stage(scripted(RESET));
		const first = get();
		await clock.runAll();
		await first;
		for (let item = 0; item < 500; item++) expect(await get()).toBe('failed');
		expect(transport.requests).toHaveLength(3);
	});

	it('is asked again one second later', async () => {
		const { get, clock, transport } = stage(scripted(RESET, RESET, RESET, tokenAnswer('back')));
		const first = get();
		await clock.runAll();
		await first;
		await clock.advance(999);
		expect(await get()).toBe('failed');
		await clock.advance(1);
		expect(await get()).toBe('back');
		expect(transport.requests).toHaveLength(4);
	});

	it.each(['certificate', 'tlsProtocol', 'proxyAuthentication', 'invalidRequest'] as const)(
		'is not asked twice when the cause is %s: it lasts',
		async (cause) => {
			const { get, transport } = stage(scripted(failure(cause, 'notSent')));
			expect(await get()).toBe('failed');
			expect(transport.requests).toHaveLength(1);
		},
	);

	it('is not asked before the time in Retry-After', async () => {
		const { get, clock, transport } = stage(
			scripted(answer(429, '', { 'retry-after': '7' }), tokenAnswer('t')),
		);
		const pending = get();
		await clock.advance(6999);
		expect(transport.requests).toHaveLength(1);
		await clock.advance(1);
		expect(await pending).toBe('t');
	});

	it('is given up at once when Retry-After is beyond the deadline', async () => {
		const { manager, source, transport } = stage(scripted(answer(429, '', { 'retry-after': '3600' })));
		expect(await manager.getToken(source)).toMatchObject({
			reason: 'rateLimited',
			retryAfterMs: 3_600_000,
			attempts: 1,
		});
		expect(transport.requests).toHaveLength(1);
	});

	it('that never answers is given up at the deadline of the renewal itself', async () => {
		let aborted = false;
		const stuck = scripted((_request, signal) => {
			signal?.addEventListener('abort', () => {
				aborted = true;
			});
			return new Promise(() => {});
		});
		const { manager, source, clock } = stage(stuck);
		const pending = manager.getToken(source);
		await clock.advance(45_000);
		expect(await pending).toEqual({
			kind: 'failed',
			reason: 'responseTimeout',
			detail: 'TOKEN_DEADLINE',
			attempts: 1,
		});
		expect(aborted).toBe(true);
	});
});

describe('a refusing token endpoint', () => {
	it('is asked once, without a second try, however many callers come within half a minute', async () => {
		const { get, clock, transport } = stage(scripted(REFUSED));
		expect(await Promise.all(Array.from({ length: 500 }, () => get()))).toEqual(Array(500).fill('refused'));
		await clock.advance(29_999);
		expect(await get()).toBe('refused');
		expect(transport.requests).toHaveLength(1);
	});

	it('is asked again after half a minute', async () => {
		const { get, clock } = stage(scripted(REFUSED, tokenAnswer('mended')));
		await get();
		await clock.advance(30_000);
		expect(await get()).toBe('mended');
	});

	it('does not stand in the way of a mended secret', async () => {
		const { manager, source, get } = stage(scripted(REFUSED, tokenAnswer('mended')));
		await get();
		const mended = await manager.getToken({ ...source, grant: { ...GRANT, clientSecret: 'right' } });
		expect(mended.kind).toBe('token');
	});
});

describe('a caller that cancels', () => {
	it('returns at once, while the others get the token', async () => {
		const first = held();
		const { get, transport } = stage(scripted(first.step));
		const controller = new AbortController();
		const cancelled = get(controller.signal);
		const patient = get();
		await settle();
		controller.abort();
		expect(await cancelled).toBe('cancelled');
		first.answer(tokenAnswer('t'));
		expect(await patient).toBe('t');
		expect(transport.requests).toHaveLength(1);
	});

	it('does not end the renewal it began', async () => {
		const first = held();
		const { get, transport } = stage(scripted(first.step));
		const controller = new AbortController();
		const cancelled = get(controller.signal);
		await settle();
		controller.abort();
		await cancelled;
		first.answer(tokenAnswer('t'));
		await settle();
		expect(await get()).toBe('t');
		expect(transport.requests).toHaveLength(1);
	});

	it('before asking asks nothing', async () => {
		const { get, transport } = stage(minting());
		expect(await get(AbortSignal.abort())).toBe('cancelled');
		expect(transport.requests).toEqual([]);
	});

	it('leaves no listener on its signal, nor does one that got its token', async () => {
		const first = held();
		const { get } = stage(scripted(first.step));
		const { signal } = new AbortController();
		let listeners = 0;
		const add = signal.addEventListener.bind(signal);
		const remove = signal.removeEventListener.bind(signal);
		signal.addEventListener = (...args: Parameters<typeof add>) => void (listeners++, add(...args));
		signal.removeEventListener = (...args: Parameters<typeof remove>) => void (listeners--, remove(...args));
		const pending = get(signal);
		expect(listeners).toBe(1);
		first.answer(tokenAnswer('t'));
		await pending;
		expect(listeners).toBe(0);
	});
});

describe('a token that Tango refused', () => {
	it('is dropped, and the next caller gets a new one', async () => {
		const { token, get, manager, source } = stage(minting());
		expect(manager.invalidate(source, await token())).toBe(true);
		expect(await get()).toBe('token-2');
	});

	it('does not take its successor with it', async () => {
		const { token, get, manager, source, transport } = stage(minting());
		const old = await token();
		manager.invalidate(source, old);
		await get();
		expect(manager.invalidate(source, old)).toBe(false);
		expect(await get()).toBe('token-2');
		expect(transport.requests).toHaveLength(2);
	});

	it('does not take its successor with it even if the server gave the same text again', async () => {
		const { token, manager, source } = stage(scripted(tokenAnswer('same')));
		const old = await token();
		manager.invalidate(source, old);
		const next = await token();
		expect(manager.invalidate(source, old)).toBe(false);
		expect(await token()).toBe(next);
	});

	it('is replaced by the renewal that already runs in the background', async () => {
		const second = held();
		const { token, get, manager, source, clock, transport } = stage(
			scripted(tokenAnswer('old'), second.step),
		);
		const old = await token();
		await clock.advance(SOFT_MS);
		await get();
		manager.invalidate(source, old);
		const waiting = get();
		second.answer(tokenAnswer('new'));
		expect(await waiting).toBe('new');
		expect(transport.requests).toHaveLength(2);
	});
});
