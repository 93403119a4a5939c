import type { ParamsOf } from '../../n8n/fields/form';
import type { ItemContext } from '../../n8n/run/operation';
import { headerImageOf } from './headerImage';
import { moreOf } from './owners';
import type { MORE_FIELDS, TEMPLATE_FIELDS } from './template.fields';

type Given<Fields> = Partial<ParamsOf<Fields>>;

/** What is sent of a form: what was not given is left out. Throws INVALID_INPUT for what Tango would not take. */
export async function templateBody(
	given: Given<typeof TEMPLATE_FIELDS>,
	more: Given<typeof MORE_FIELDS>,
	item: Pick<ItemContext, 'file'>,
) {
	const { name, fromName, subject, headerImageAltText, accentColor, messageBody, closing } = given;
	const headerImage =
		given.headerImage === undefined ? undefined : await headerImageOf(given.headerImage, item);
	return {
		...{ name, fromName, subject, headerImage, headerImageAltText, accentColor, messageBody, closing },
		...moreOf(more),
	};
}
