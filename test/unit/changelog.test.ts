import { describe, expect, it } from 'vitest';
import { changelogProblems } from '../release/changelog.ts';

const INTRO = '# Changelog\n\nAll notable changes.\n\n';
const UNRELEASED = '## [Unreleased]\n\n';
const OLDER = '## [1.1.0] - 2026-10-01\n\n### Fixed\n\n- A bug.\n\n';
const section = (heading: string) => `## ${heading}\n\n### Added\n\n- A node.\n\n`;
const NEW = section('[1.2.0] - 2026-11-25');

describe('the changelog at the release of 1.2.0', () => {
	it.each([
		['has its dated section at the top', INTRO + NEW + OLDER],
		['may keep an empty [Unreleased] above it', INTRO + UNRELEASED + NEW + OLDER],
		['may keep empty headings in [Unreleased]', `${INTRO + UNRELEASED}### Added\n\n### Fixed\n\n${NEW}`],
		['may be the first release', INTRO + NEW],
		['may end with links', `${INTRO + NEW}[1.2.0]: https://example.com/compare\n`],
		['may have been written on Windows', (INTRO + UNRELEASED + NEW + OLDER).replaceAll('\n', '\r\n')],
	])('%s', (_what, text) => {
		expect(changelogProblems(text, '1.2.0')).toEqual([]);
	});

	const NO_SECTION = 'CHANGELOG.md has no section "## [1.2.0] - <date>".';
	const dateOf = (heading: string) =>
		`CHANGELOG.md says "## ${heading}" where "## [1.2.0] - YYYY-MM-DD" should stand.`;
	it.each([
		['no section of its own', INTRO + OLDER, NO_SECTION],
		['only a longer number', INTRO + section('[1.2.01] - 2026-11-25'), NO_SECTION],
		['only [Unreleased]', INTRO + section('[Unreleased]'), NO_SECTION],
		['no date', INTRO + section('[1.2.0]'), dateOf('[1.2.0]')],
		['another form of date', INTRO + section('[1.2.0] - 25.11.2026'), dateOf('[1.2.0] - 25.11.2026')],
		['a day that no month has', INTRO + section('[1.2.0] - 2026-02-30'), dateOf('[1.2.0] - 2026-02-30')],
		[
			'an older one above it',
			INTRO + OLDER + NEW,
			'In CHANGELOG.md, [1.2.0] does not stand above all older versions.',
		],
		[
			'nothing in it',
			`${INTRO}## [1.2.0] - 2026-11-25\n\n### Added\n\n${OLDER}`,
			'In CHANGELOG.md, [1.2.0] says nothing.',
		],
		[
			'entries left in [Unreleased]',
			INTRO + section('[Unreleased]') + NEW,
			'In CHANGELOG.md, [Unreleased] still holds what [1.2.0] releases.',
		],
	])('is a problem with %s', (_what, text, problem) => {
		expect(changelogProblems(text, '1.2.0')).toEqual([problem]);
	});
});
