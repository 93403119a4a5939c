import type { ErrorObject } from 'ajv/dist/2020.js';
import type { FieldError } from '../errors.ts';

interface Wording {
	key: string;
	message: string;
	constraint: string;
}

const UNREADABLE: Wording = { key: '400.501', message: 'JSON parse error', constraint: 'Type' };

const BY_KEYWORD: Readonly<Record<string, Wording>> = {
	required: { key: '422.128', message: 'may not be null', constraint: 'NotNull' },
	maxLength: { key: '422.006', message: 'is too long', constraint: 'Size' },
	minLength: { key: '422.006', message: 'is too short', constraint: 'Size' },
	pattern: { key: '422.122', message: 'does not match the pattern', constraint: 'Pattern' },
	format: { key: '422.122', message: 'is not well-formed', constraint: 'Pattern' },
	minimum: {
		key: '422.020',
		message: 'must be greater than or equal to 0',
		constraint: 'DecimalMin',
	},
	maximum: { key: '422.006', message: 'is too large', constraint: 'DecimalMax' },
	additionalProperties: { key: '400.009', message: 'is not known here', constraint: 'Unknown' },
	type: { ...UNREADABLE, message: 'has the wrong type' },
	enum: { ...UNREADABLE, message: 'is not one of the allowed values', constraint: 'Enum' },
};

/** One schema error in Tango's words; where a field rule has its own, that one counts. */
export function fieldError(error: ErrorObject): FieldError {
	const path = pathOf(error);
	const { key, message, constraint } = BY_KEYWORD[error.keyword] ?? UNREADABLE;
	return { path, i18nKey: key, message, invalidValue: valueOf(error), constraint };
}

function pathOf({ instancePath, params }: ErrorObject): string {
	const missing: unknown = params.missingProperty ?? params.additionalProperty;
	const parts = instancePath.split('/').slice(1);
	if (typeof missing === 'string') parts.push(missing);
	return parts.join('.');
}

/** For a missing or unknown name the validator's data is the object around it: say null instead. */
function valueOf({ keyword, data }: ErrorObject): unknown {
	return keyword === 'required' || keyword === 'additionalProperties' ? null : data;
}
