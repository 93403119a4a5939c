import { describe, expect, it, vi } from 'vitest';
import { failure } from '../../../../nodes/Tango/core/http/failureCause.ts';
import { PhaseProbe } from '../../../../nodes/Tango/core/http/phaseProbe.ts';

const LIMIT = failure('notSent', 'connectTimeout', 'CONNECT_LIMIT');

function newProbe() {
	const [onStart, onEnd, abort] = [vi.fn(), vi.fn(), vi.fn()];
	const controller = {
		abort,
		aborted: false,
		paused: false,
		reason: null,
		pause: () => {},
		resume: () => {},
	};
	return { probe: new PhaseProbe({ onStart, onEnd }), controller, onStart, onEnd, abort };
}

describe('PhaseProbe', () => {
	it('turns the request away when it would start after its end', () => {
		const { probe, controller, onStart, abort } = newProbe();
		probe.end(LIMIT);
		probe.onRequestStart(controller);
		expect(abort).toHaveBeenCalledTimes(1);
		expect(onStart).not.toHaveBeenCalled();
		expect(probe.phase).toBe('notSent');
	});

	it('turns the request away when undici would send it a second time', () => {
		const { probe, controller, onStart, abort } = newProbe();
		probe.onRequestStart(controller);
		expect(abort).not.toHaveBeenCalled();
		probe.onRequestStart(controller);
		expect(abort).toHaveBeenCalledTimes(1);
		expect(onStart).toHaveBeenCalledTimes(1);
	});

	it('ends once: what comes later changes nothing', () => {
		const { probe, controller, onEnd } = newProbe();
		probe.onRequestStart(controller);
		probe.onResponseStart(controller, 201, {});
		probe.onResponseEnd();
		probe.onResponseError(controller, new Error('late'));
		probe.end(LIMIT);
		expect(onEnd).toHaveBeenCalledTimes(1);
		expect(onEnd).toHaveBeenCalledWith({ kind: 'answer', status: 201, headers: {}, body: '' });
	});
});
