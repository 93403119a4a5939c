import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { CATALOG_OPERATIONS } from '../../../nodes/Tango/Catalog/operations.ts';
import { CUSTOMER_OPERATIONS } from '../../../nodes/Tango/Customers/operations.ts';
import { ORDER_OPERATIONS } from '../../../nodes/Tango/Orders/operations.ts';
import { POLL_EVENTS } from '../../../nodes/Tango/Orders/polling/events.ts';

/* What Tango tells apart by an ID is chosen from a list or a menu, in every form of every node; nobody has to know it. */

/** Names of fields that hold such an ID, or several. */
const ID = new RegExp(
	[
		'Identifiers?$',
		'ID(?:s|en)?$',
		'[uU]tid$|[eE]tid$|^ptid$|^brandKey$',
		'[tT]oken$',
		'^categor|^countr|Country$',
		'^currenc|Currenc',
		'^credentialType',
		'^reasonCode$',
		'^transfer(?:From|To)$',
		'^(?:access|default)(?:Accounts|Customers)$',
	].join('|'),
);

/** Fields of such a name that are typed all the same, and why. */
const TYPED: ReadonlyArray<readonly [reason: string, fields: readonly string[]]> = [
	[
		'made up here for something new',
		['customer.create customerIdentifier', 'account.create accountIdentifier'],
	],
	[
		'a reference of one’s own, which stands in one’s own data',
		[
			'order.getMany filters.externalRefID',
			'lineItem.getMany filters.externalRefID',
			'asyncOrder.getMany filters.externalRefID',
			'asyncOrder.get filters.externalRefLineItemIDs',
			'asyncOrder.getLineItems filters.externalRefLineItemIDs',
			...['orderCreated', 'orderStatus', 'rewardUnclaimed'].map((event) => `${event} filters.externalRefID`),
		],
	],
	[
		'Tango has no list of print templates',
		[
			'order.create additionalFields.ptid',
			'order.preview additionalFields.ptid',
			'order.getMany filters.ptid',
			'lineItem.getMany filters.ptid',
			'asyncOrder.create additionalFields.ptid',
			'asyncOrder.getMany filters.ptid',
			...['orderCreated', 'orderStatus', 'rewardUnclaimed'].map((event) => `${event} filters.ptid`),
		],
	],
	['Tango has no list of deposits', ['fund.getDeposit referenceDepositID']],
	['part of a name will do, as Tango finds all that hold it', ['country.getMany filters.countries']],
];

interface IdField {
	/** `order.getMany filters.utid` */
	readonly name: string;
	readonly field: INodeProperties;
}

const FORMS = [
	...[ORDER_OPERATIONS, CUSTOMER_OPERATIONS, CATALOG_OPERATIONS]
		.flat()
		.map(({ resource, value, properties }) => ({ form: `${resource}.${value}`, properties })),
	...POLL_EVENTS.map(({ value, properties }) => ({ form: value, properties })),
];

const FOUND = FORMS.flatMap(({ form, properties }) => idsIn(form, properties));

function idsIn(form: string, properties: readonly INodeProperties[]): IdField[] {
	return properties.flatMap((field) => {
		const inner = (field.options ?? []).filter((option) => 'type' in option);
		const within = idsIn(form, inner).map((one) => ({
			...one,
			name: one.name.replace(`${form} `, `${form} ${field.name}.`),
		}));
		return ID.test(field.name) ? [{ name: `${form} ${field.name}`, field }, ...within] : within;
	});
}

/** From a list that n8n searches, or a menu with entries. */
function isChosen({ type, modes = [], options = [], typeOptions }: INodeProperties): boolean {
	if (type === 'options' || type === 'multiOptions')
		return options.length > 0 || typeOptions?.loadOptionsMethod !== undefined;
	return type === 'resourceLocator' && modes.some(({ typeOptions: own }) => own?.searchListMethod);
}

describe('an ID', () => {
	it('is chosen from a list or a menu in every form, unless there is a reason', () => {
		const reasons = new Set(TYPED.flatMap(([, fields]) => fields));
		const typed = FOUND.filter(({ field }) => !isChosen(field)).map(({ name }) => name);
		console.info(
			`${FOUND.length} fields for IDs in ${FORMS.length} forms, ${typed.length} of them typed for a reason`,
		);
		expect(typed.filter((name) => !reasons.has(name))).toEqual([]);
		expect(
			[...reasons].filter((name) => !typed.includes(name)),
			'no longer typed',
		).toEqual([]);
	});

	it('can be typed or come from data wherever there is a list', () => {
		const locators = FOUND.filter(({ field }) => field.type === 'resourceLocator');
		expect(locators.length).toBeGreaterThan(50);
		for (const { name, field } of locators)
			expect([name, field.modes?.map((mode) => mode.name)]).toEqual([
				name,
				expect.arrayContaining(['list', 'id']),
			]);
	});
});
