import { literalsOf, sourceFiles } from './literals.ts';

/* What may be wrong with a field: second halves of sentences that begin with its name. */

/** The parts of the code that judge values, as a reader would call them. */
const AREAS: ReadonlyArray<readonly [title: string, ...folders: string[]]> = [
	['Any field', 'n8n/fields/', 'core/foundation/'],
	['Orders', 'Orders/order/', 'core/orders/', 'core/money/', 'core/directory/'],
	['Bulk orders', 'Orders/asyncOrder/', 'core/bulk/'],
	['Line items', 'Orders/lineItem/', 'core/lineItems/'],
	['Email templates', 'Orders/emailTemplate/'],
	['Accounts, alerts and funds', 'Customers/', 'core/funds/'],
	['Catalog', 'Catalog/', 'core/catalog/'],
	['Triggers', 'Triggers/', 'Orders/polling/', 'core/polling/', 'core/webhooks/'],
	[
		'The credential',
		'core/auth/',
		'core/connection/',
		'core/http/',
		'core/limit/',
		'core/forwarded/',
		'n8n/credential/',
		'n8n/pace/',
	],
	['The run', 'n8n/run/', 'n8n/node/', 'core/call/', 'core/retry/'],
];

/** These say what is right, or the words for it stand on the page already. */
const OTHERS = ['core/check/', 'n8n/words/'];

const SECOND_HALF =
	/^(?:… )?(?:is|are|must|holds|has|needs|came|cannot|could|contains|names|takes|wants|was) (?!.*[.:]$)/;

/** All of "is …, …" comes from elsewhere. */
const saysMore = (text: string) => (text.match(/\b(?!be\b)\p{L}{2,}/gu) ?? []).length > 1;

export interface ProblemArea {
	readonly title: string;
	readonly problems: readonly string[];
}

/** Every problem of the code, each once in its area. */
export function problemAreas(): ProblemArea[] {
	const problems = sourceFiles()
		.filter((file) => !OTHERS.some((folder) => file.startsWith(folder)))
		.flatMap(literalsOf)
		.map(({ file, pieces }) => ({ file, text: pieces.join('…') }))
		.filter(({ text }) => SECOND_HALF.test(text) && saysMore(text));
	const told = new Set<string>();
	const areas = AREAS.map(([title, ...folders]) => {
		const own = problems.filter(({ file }) => folders.some((folder) => file.startsWith(folder)));
		const fresh = [...new Set(own.map(({ text }) => text))].filter((text) => !told.has(text));
		for (const text of fresh) told.add(text);
		return { title, problems: fresh.toSorted() };
	});
	const homeless = problems.filter(({ text }) => !told.has(text));
	if (homeless.length > 0) throw new Error(`No area of docs/errors.md has ${homeless[0]?.file}: add one`);
	return areas.filter((area) => area.problems.length > 0);
}
