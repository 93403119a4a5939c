import { ApiError } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import type { Route, Visit } from '../router.ts';
import { TEMPLATES } from '../seed.ts';

export const templateRoutes: readonly Route[] = [
	{ verb: 'get', path: '/digitalTemplates/{etid}', handle: getTemplate },
];

function getTemplate({ parameter }: Visit): Answer {
	const etid = parameter('etid').toUpperCase();
	if (!TEMPLATES.includes(etid)) throw new ApiError(404, '404.053', 'Template not found');
	return jsonAnswer(200, {
		etid,
		name: `Sandbox ${etid}`,
		fromName: 'Sandbox',
		subject: 'You have a reward',
		headerImage: 'https://images.example.test/header.png',
		headerImageAltText: 'Sandbox',
		accentColor: '#004488',
		messageBody: 'Here is your reward.',
		closing: 'Thank you',
	});
}
