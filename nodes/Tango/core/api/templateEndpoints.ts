import type { Endpoint } from './endpoint';

const TEMPLATE = { noun: 'email template', field: 'etid' };
const ONE = '/digitalTemplates/{etid}';

/** E-mail templates; until 2025 below /emailTemplates, which still works. */
export const TEMPLATE_ENDPOINTS = {
	// Its name is unique, but a repeat answers 409 and not the template: no key.
	createTemplate: {
		method: 'POST',
		path: '/digitalTemplates',
		safety: 'neverTwice',
		names: ['etid'],
		what: { noun: 'email template', field: 'name' },
	},
	listTemplates: {
		method: 'GET',
		path: '/digitalTemplates',
		safety: 'read',
		paging: { style: 'page', items: 'emailTemplates', maxPerRequest: 100 },
	},
	getTemplate: { method: 'GET', path: ONE, safety: 'read', what: TEMPLATE },
	updateTemplate: { method: 'PATCH', path: ONE, safety: 'repeatable', names: ['etid'], what: TEMPLATE },
	deleteTemplate: { method: 'DELETE', path: ONE, safety: 'repeatable', acknowledged: 204, what: TEMPLATE },
} as const satisfies Record<string, Endpoint>;
