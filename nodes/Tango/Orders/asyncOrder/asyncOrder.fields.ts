import { listOf } from '../../n8n/fields/many';
import { checked } from '../../n8n/fields/signs';
import { account, customer } from '../../n8n/fields/locators';
import { mandatoryText, text } from '../../n8n/fields/text';

/** What names one Bulk Order at Tango. */
export const BULK_KEY = {
	customerIdentifier: customer(),
	accountIdentifier: account(),
	externalRefID: mandatoryText(
		{
			displayName: 'Bulk Order Reference',
			placeholder: 'e.g. {{ $json.externalRefID }}',
			description: 'The Bulk Order’s own reference (externalRefID) in the output of Create and Get Many',
		},
		{ kind: 'reference', max: 100 },
	),
};

/** Tango takes no more at a time. */
const MAX_REFERENCES = 50;

const references = (description: string) =>
	checked(
		listOf(text({ description: `${description}, with commas between them; at most ${MAX_REFERENCES}` })),
		(all) =>
			all.length > MAX_REFERENCES
				? `holds ${all.length}, but Tango takes at most ${MAX_REFERENCES}`
				: undefined,
	);

/** Which lines of it. */
export const LINE_FILTERS = {
	externalRefLineItemIDs: references('Only the rows with these references (externalRefLineItemID)'),
	referenceLineItemIDs: references('Only the rows with these numbers of Tango’s (referenceLineItemID)'),
};
