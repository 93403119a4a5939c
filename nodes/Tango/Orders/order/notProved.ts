import { fieldNames } from '../../n8n/fields/displayNames';
import { propertiesOf } from '../../n8n/fields/form';
import { CREATE_FIELDS } from './create.fields';

/** Of an order that was there, when Tango's answer does not tell these fields of it. */
export function notProvedWords(untold: readonly string[]): string {
	const names = untold.map((field) => NAMES.get(field) ?? field).join(', ');
	return `Tango already had this order and did not tell its ${names}, so nobody can say that it is this reward for this recipient. Its code, link or PIN is not shown. Look at the order in Tango before you rely on it.`;
}

const NAMES = fieldNames(propertiesOf(CREATE_FIELDS));
