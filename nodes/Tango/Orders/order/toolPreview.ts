import type { IDataObject } from 'n8n-workflow';
import { allOf, type Forecast } from '../../core';
import type { BatchItem } from '../../n8n/run/operation';
import { mistakeForModel, paidWords, toolAnswer, type ToolAnswer } from '../../n8n/words/forModels';
import type { CreateParams } from './create.params';

/** Preview's row for a model: the answer that Create would give, its findings, and no balance. */
export function previewForModel(
	row: IDataObject,
	forecast: Forecast<BatchItem<CreateParams>>,
	names: ReadonlyMap<string, string>,
): IDataObject {
	const { problems, plan } = forecast;
	const found = Object.fromEntries(Object.entries(row).filter(([name]) => !/^balance/.test(name)));
	const answer = answerTo(forecast, names);
	return {
		...found,
		...answer,
		reference: plan.externalRefID ?? null,
		referenceOrderID: answer.referenceOrderID ?? row.referenceOrderID,
		problems: problems.map(({ code, facts }) =>
			code === 'INVALID_INPUT' ? mistakeForModel(facts, names) : answer.message,
		),
	};
}

function answerTo(
	{ problems: [first, ...others], plan: { externalRefID }, lookedUp }: Forecast,
	names: ReadonlyMap<string, string>,
): ToolAnswer {
	if (first) return toolAnswer(allOf([first, ...others]), { names, kind: 'order', externalRefID });
	const around = { reference: externalRefID ?? null, referenceOrderID: null };
	const { order } = lookedUp ?? {};
	if (order) return { ...paidWords(order.status ?? order.orderStatus, true), ...around };
	return {
		...around,
		status: 'not_paid',
		message: 'Nothing stands against this reward. The preview paid nothing.',
		whatToDo: 'Call the tool that sends the reward with exactly the same arguments.',
		retry: 'no',
	};
}
