/** Everything that CHANGELOG.md lacks for this version to be released; see https://keepachangelog.com/en/1.1.0/. */
export function changelogProblems(changelog: string, version: string): string[] {
	const sections = sectionsOf(changelog);
	const unreleased = sections.find(({ heading }) => heading === '[Unreleased]');
	const released = sections.filter((section) => section !== unreleased);
	const own = released.find(({ heading }) => heading.startsWith(`[${version}]`));
	if (own === undefined) return [`CHANGELOG.md has no section "## [${version}] - <date>".`];
	const problems: string[] = [];
	if (!isDated(own.heading, version)) {
		problems.push(`CHANGELOG.md says "## ${own.heading}" where "## [${version}] - YYYY-MM-DD" should stand.`);
	}
	if (own !== released[0])
		problems.push(`In CHANGELOG.md, [${version}] does not stand above all older versions.`);
	if (own.entries === 0) problems.push(`In CHANGELOG.md, [${version}] says nothing.`);
	if (unreleased !== undefined && unreleased.entries > 0) {
		problems.push(`In CHANGELOG.md, [Unreleased] still holds what [${version}] releases.`);
	}
	return problems;
}

interface Section {
	/** Without the `##`. */
	readonly heading: string;
	/** How many lines it has that are neither empty nor a heading such as "### Added". */
	readonly entries: number;
}

function sectionsOf(changelog: string): Section[] {
	const [, ...parts] = changelog.split(/^## /m);
	return parts.map((part) => {
		const [heading = '', ...lines] = part.split('\n');
		const entries = lines.filter((line) => !/^\s*$|^#|^\[.+\]: /.test(line)).length;
		return { heading: heading.trim(), entries };
	});
}

/** "2026-02-30" is no date: it comes back as another. */
function isDated(heading: string, version: string): boolean {
	const prefix = `[${version}] - `;
	const date = heading.slice(prefix.length);
	if (!heading.startsWith(prefix) || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
	const time = Date.parse(date);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
