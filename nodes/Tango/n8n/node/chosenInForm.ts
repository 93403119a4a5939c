import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { locatorValue } from '../fields/locator';

/** What another field of the form holds, or a filter of this name; undefined when nothing was chosen there. */
export function chosenInForm(editor: ILoadOptionsFunctions, field: string): string | undefined {
	const values = [field, `filters.${field}`].map((name) =>
		locatorValue(editor.getCurrentNodeParameter(name)),
	);
	return values.find((value): value is string => typeof value === 'string' && value !== '');
}
