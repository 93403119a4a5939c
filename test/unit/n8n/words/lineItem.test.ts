import { describe, expect, it } from 'vitest';

import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { explain } from '../../../../nodes/Tango/n8n/words/explain.ts';

function told(i18nKey: string, apiMessage = ''): string {
	return explain(new TangoError('PERMISSION_REFUSED', { status: 403, i18nKey, apiMessage })).message;
}

describe('a refusal to send a reward again', () => {
	it('names the time from which it can be sent, where Tango tells the last one', () => {
		const words = 'Only once in 30 seconds. It was last sent at 2026-11-25T09:00:00.250Z.';
		expect(told('403.005', words)).toContain('it can be sent again from 2026-11-25 09:00:31 UTC');
		expect(told('403.004', 'Once in 12 hours, last sent at 2026-11-25T22:00:00+01:00')).toContain(
			'from 2026-11-26 09:00:00 UTC',
		);
	});

	it.each([
		['403.004', 'Tango’s words say after how many hours'],
		['403.005', '30 seconds'],
		['403.023', '24 hours'],
		['403.003', 'did not send this reward before'],
	])('has words of its own (%s)', (key, words) => {
		expect(told(key, 'No')).toContain(words);
	});
});

it.each([
	['403.010', 'as it stands'],
	['403.022', 'reissued five times'],
])('a refusal to change a line item has words of its own (%s)', (key, words) => {
	expect(told(key)).toContain(words);
});

it.each(['lineItem', 'reissue', 'resend'] as const)('a doubt about a %s says how it is settled', (doubt) => {
	const { description } = explain(new TangoError('OUTCOME_UNKNOWN', { doubt }));
	expect(description).toMatch(/Line Item: Get|replayed/);
});
