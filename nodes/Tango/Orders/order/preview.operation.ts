import type { IDataObject } from 'n8n-workflow';
import { countForeseen, forecastOrders, planOrders, type Forecast, type TangoError } from '../../core';
import { defineBatchOperation, type BatchItem } from '../../n8n/run/operation';
import { NONE } from '../../n8n/run/output';
import { fieldNames } from '../../n8n/fields/displayNames';
import { authorFields, propertiesOf } from '../../n8n/fields/form';
import { explain } from '../../n8n/words/explain';
import { CREATE_FIELDS } from './create.fields';
import { checkOrder, type CreateParams } from './create.params';
import { existingOrders } from './existing';
import { notProvedWords } from './notProved';
import { orderBody } from './orderBody';
import { previewForModel } from './toolPreview';
import { TOOL_DESCRIPTIONS } from './toolDescriptions';
import { withRepeats } from './toolOrder';

export const preview = defineBatchOperation({
	resource: 'order',
	value: 'preview',
	name: 'Preview',
	action: 'Preview a reward before it is sent',
	description: 'See what Create would do with the same fields. Nothing is ordered and nothing is spent.',
	toolDescription: TOOL_DESCRIPTIONS.preview,
	fields: CREATE_FIELDS,
	checkTogether: checkOrder,
	describeProblems: (problems, params) => row(params, problems),
	plan: async (batch) => {
		// A model's previews are choices, of which it takes one: they do not add up.
		const wanted = batch.map((item) => (item.tool ? item : { ...item, spending: item.foreseen }));
		const forecasts = await forecastOrders(withRepeats(await planOrders(wanted)), {
			asked: ({ params }, externalRefID) => orderBody(params, externalRefID),
			wantsBalance: () => true,
			lookUp: existingOrders,
			looksUpAll: true,
			refusesDoubt: false,
		});
		for (const forecast of forecasts) if (!forecast.plan.tool) countForeseen(forecast);
		return forecasts.map((forecast) => ({
			execute: async () => {
				const { params, tool } = forecast.plan;
				const found = row(params, forecast.problems, forecast);
				if (tool) return previewForModel(found, forecast, FORM);
				return forecast.problems.length > 0 ? found : readable(found);
			},
		}));
	},
});

/** Every row has the same keys, so that a table and an expression can rely on them: what is not known is null. */
function row(
	params: Partial<CreateParams>,
	problems: readonly TangoError[],
	forecast?: Forecast<BatchItem<CreateParams>>,
): IDataObject {
	const { plan, lookedUp, price, balanceAfter, untold = [], unchecked = [] } = forecast ?? {};
	const notProved = untold.length === 0 ? [] : [notProvedWords(untold)];
	const existing = lookedUp?.order;
	const isLookedUp = lookedUp !== undefined && !lookedUp.problem;
	const isPlaced = forecast !== undefined && problems.length === 0 && !existing;
	return {
		ok: problems.length === 0 && unchecked.length === 0 && notProved.length === 0,
		verdict: verdict(problems.length, unchecked.length, existing && (notProved[0] ? 'notProved' : 'same')),
		problems: lines(problems.map((problem) => explain(problem, NAMES).message)),
		recipientEmail: params.recipientEmail ?? null,
		recipientName: [params.recipientFirstName, params.recipientLastName].filter(Boolean).join(' ') || null,
		rewardName: plan?.entry?.reward.rewardName ?? null,
		amount: params.amount ?? null,
		currencyCode: plan?.entry?.reward.currencyCode ?? null,
		cost: isPlaced ? (price?.cost ?? null) : 0,
		chargedCurrencyCode: price?.currency ?? null,
		balance: price?.account?.currentBalance ?? null,
		balanceAfter: balanceAfter ?? null,
		reference: params.reference ?? null,
		notChecked: lines([
			...unchecked.map(({ fields, why }) => notChecked(fields, explain(why, NAMES).message)),
			...notProved,
		]),
		alreadyExists: isLookedUp ? existing !== undefined : null,
		referenceOrderID: existing?.referenceOrderID ?? (isLookedUp ? NONE : null),
		exchangeRate: price?.cost === undefined ? null : (price.exchangeRate ?? 1),
		utid: params.utid ?? null,
		accountIdentifier: params.accountIdentifier ?? null,
		externalRefID: plan?.externalRefID ?? null,
	};
}

/** What a reward may do without, in columns that people read. */
const OPTIONAL = ['recipientEmail', 'recipientName', 'reference'];

/** A row that nothing stands against: nothing in it is red in n8n's table. */
function readable(found: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(found).map(([name, value]) => [name, OPTIONAL.includes(name) ? (value ?? NONE) : value]),
	);
}

/** One sentence a line, as people read them in a table or put them into a message. */
function lines(sentences: readonly string[]): string {
	return sentences.join('\n') || NONE;
}

/** The row in words. */
function verdict(problems: number, unchecked: number, existing?: 'same' | 'notProved'): string {
	if (problems > 0) return 'Would not be ordered: see "problems"';
	if (unchecked > 0) return 'Not known: see "notChecked"';
	if (existing === 'notProved') return 'Is there already, but perhaps for somebody else: see "notChecked"';
	return existing ? 'Is there already: nothing would be paid' : 'Would be ordered';
}

function notChecked(fields: readonly string[], why: string): string {
	return `${fields.map((field) => NAMES.get(field) ?? field).join(' and ')} could not be checked: ${why}`;
}

const NAMES = fieldNames(propertiesOf(CREATE_FIELDS));
const FORM = { names: NAMES, authorFields: authorFields(CREATE_FIELDS, true) };
