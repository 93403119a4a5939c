import { ApiError, invalidField } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import { pageOf } from '../paging.ts';
import type { Route, Visit } from '../router.ts';
import type { Template, TemplateCriteria } from '../templates/book.ts';

const ALL = '/digitalTemplates';
const ONE = '/digitalTemplates/{etid}';

export const templateRoutes: readonly Route[] = [
	{ verb: 'get', path: ALL, handle: listTemplates },
	{ verb: 'post', path: ALL, handle: createTemplate },
	{ verb: 'get', path: ONE, handle: (visit) => jsonAnswer(200, view(visited(visit))) },
	{ verb: 'patch', path: ONE, handle: updateTemplate },
	{ verb: 'delete', path: ONE, handle: deleteTemplate },
];

function visited({ store, parameter }: Visit): Template {
	const template = store.templates.find(parameter('etid'));
	if (!template) throw new ApiError(404, '404.053', 'Template not found');
	return template;
}

function listTemplates({ call, store }: Visit): Answer {
	const { page, found } = pageOf(store.templates.all, call.query);
	return jsonAnswer(200, { page, emailTemplates: found.map(view) });
}

const readTemplate = TANGO_FACTS.bodyReader<TemplateCriteria>('post', ALL);

function createTemplate({ call, store }: Visit): Answer {
	const criteria = readTemplate(call.text);
	if (store.templates.named(criteria.name)) throw nameTaken();
	return { ...jsonAnswer(201, view(store.templates.add(criteria))), executed: true };
}

const readChanges = TANGO_FACTS.bodyReader<Partial<TemplateCriteria>>('patch', ONE);

function updateTemplate(visit: Visit): Answer {
	const changes = readChanges(visit.call.text);
	const template = visited(visit);
	const { templates } = visit.store;
	const other = changes.name === undefined ? undefined : templates.named(changes.name);
	if (other && other.etid !== template.etid) throw nameTaken();
	return { ...jsonAnswer(200, view(templates.change(template, changes))), executed: true };
}

/** One that an order was sent with stays. */
function deleteTemplate(visit: Visit): Answer {
	const template = visited(visit);
	const isUsed = visit.store.orders.some(({ criteria }) => criteria.etid?.toUpperCase() === template.etid);
	if (isUsed) {
		throw invalidField(
			'etid',
			'422.085',
			'The template was used already and cannot be deleted',
			template.etid,
		);
	}
	visit.store.templates.remove(template);
	return { status: 204, headers: {}, body: '', executed: true };
}

function nameTaken(): ApiError {
	return new ApiError(409, '409.005', 'A template with this name exists already');
}

/** The image is stored at Tango, which gives its address; the list of who may use it has another name here. */
function view({ accessControl, ...template }: Template) {
	const headerImage = `https://images.example.test/${template.etid}.png`;
	return { ...template, headerImage, accessControls: accessControl };
}
