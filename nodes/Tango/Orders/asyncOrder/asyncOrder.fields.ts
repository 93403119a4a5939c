import type { Field } from '../../n8n/fields/field';
import { listOf } from '../../n8n/fields/many';
import { checked } from '../../n8n/fields/signs';
import { optional } from '../../n8n/fields/locator';
import { account, bulkLineItem, bulkOrder, customer } from '../../n8n/fields/locators';
import { text } from '../../n8n/fields/text';

/** What names one Bulk Order at Tango. */
export const BULK_KEY = {
	customerIdentifier: customer(),
	accountIdentifier: account(),
	externalRefID: bulkOrder(),
};

/** Tango takes no more at a time. */
const MAX_REFERENCES = 50;

const SEVERAL = `with commas between them; at most ${MAX_REFERENCES}`;

const references = (one: Field<string | undefined>) =>
	checked(listOf(one), (all) =>
		all.length > MAX_REFERENCES
			? `holds ${all.length}, but Tango takes at most ${MAX_REFERENCES}`
			: undefined,
	);

/** Which lines of it. */
export const LINE_FILTERS = {
	externalRefLineItemIDs: references(
		text(
			{ description: `Only the rows with these references (externalRefLineItemID), ${SEVERAL}` },
			{ kind: 'reference' },
		),
	),
	referenceLineItemIDs: references(
		optional(
			bulkLineItem({
				displayName: 'Line Items',
				description: `Only these rows. By ID: the numbers that Tango gave them (referenceLineItemID), ${SEVERAL}.`,
			}),
		),
	),
};
