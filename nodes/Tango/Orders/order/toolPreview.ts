import type { IDataObject } from 'n8n-workflow';
import { allOf, type Forecast } from '../../core';
import type { BatchItem } from '../../n8n/run/operation';
import {
	mistakeForModel,
	paidWords,
	toolAnswer,
	type ToolAnswer,
	type ToolErrand,
} from '../../n8n/words/forModels';
import type { CreateParams } from './create.params';

/** What is known of the fields. */
type Form = Pick<ToolErrand, 'names' | 'authorFields'>;

/** Preview's row for a model: the answer that Create would give, its findings, and no balance. */
export function previewForModel(
	row: IDataObject,
	forecast: Forecast<BatchItem<CreateParams>>,
	form: Form,
): IDataObject {
	const { problems, plan, lookedUp } = forecast;
	const found = Object.fromEntries(
		Object.entries(row).filter(([name]) => !/^(?:balance|verdict)/.test(name)),
	);
	const answer = answerTo(forecast, form);
	return {
		...found,
		...answer,
		reference: plan.externalRefID ?? null,
		referenceOrderID: answer.referenceOrderID ?? lookedUp?.order?.referenceOrderID ?? null,
		problems: problems.map(({ code, facts }) =>
			code === 'INVALID_INPUT' ? mistakeForModel(facts, form.names) : answer.message,
		),
	};
}

function answerTo(
	{ problems: [first, ...others], unchecked, plan: { externalRefID }, lookedUp }: Forecast,
	form: Form,
): ToolAnswer {
	if (first) return toolAnswer(allOf([first, ...others]), { ...form, kind: 'order', externalRefID });
	const around = { reference: externalRefID ?? null, referenceOrderID: null };
	const { order } = lookedUp ?? {};
	if (order) return { ...paidWords(order.status ?? order.orderStatus, true), ...around };
	return {
		...around,
		status: 'not_paid',
		message: `${unchecked.length === 0 ? 'Nothing stands against this reward.' : 'Nothing is known to stand against this reward, but not everything could be checked.'} The preview paid nothing.`,
		whatToDo: 'Call the tool that sends the reward with exactly the same arguments.',
		retry: 'no',
	};
}
