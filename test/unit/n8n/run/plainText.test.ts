import { describe, expect, it } from 'vitest';

import { plainText } from '../../../../nodes/Tango/n8n/run/plainText.ts';

describe('a text of Tango’s without HTML', () => {
	it.each([
		['<p>A <b>gift</b>&nbsp;card</p>\r\n<ul><li>&bull; One</li></ul>', 'A gift card • One'],
		['Tom &amp; Jerry&#8217;s &#x2122; &unknown; & co', 'Tom & Jerry’s ™ &unknown; & co'],
		['5 < 6', '5 < 6'],
		['<p></p>', undefined],
		[undefined, undefined],
		[7, undefined],
	])('%j is %j', (html, words) => {
		expect(plainText(html)).toBe(words);
	});

	it('is read in linear time, however it is made', () => {
		expect(plainText('<'.repeat(1_000_000))).toHaveLength(50_000);
		expect(plainText('&'.repeat(1_000_000))).toHaveLength(50_000);
	});
});
