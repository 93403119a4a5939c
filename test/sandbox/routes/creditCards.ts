import { ApiError } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import type { CreditCard } from '../funds/cards.ts';
import { customersAccount, registeredCard } from '../funds/move.ts';
import { cursorList } from '../paging.ts';
import type { Route, Visit } from '../router.ts';

interface UnregisterCriteria {
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly creditCardToken: string;
}

export const creditCardRoutes: readonly Route[] = [
	{ verb: 'get', path: '/creditCards', handle: listCards },
	{ verb: 'get', path: '/creditCards/{token}', handle: getCard },
	{ verb: 'post', path: '/creditCardUnregisters', handle: unregisterCard },
];

const readUnregister = TANGO_FACTS.bodyReader<UnregisterCriteria>('post', '/creditCardUnregisters');

function listCards({ call, store }: Visit): Answer {
	const cards = [...store.cards.values()].filter((card) => fits(card, call.query));
	return jsonAnswer(200, cursorList(cards, call.query));
}

function getCard({ store, parameter }: Visit): Answer {
	const card = store.cards.get(parameter('token'));
	if (!card) throw new ApiError(404, '404.022', 'Credit card not found');
	return jsonAnswer(200, card);
}

function unregisterCard({ call, store }: Visit): Answer {
	const criteria = readUnregister(call.text);
	customersAccount(criteria.customerIdentifier, criteria.accountIdentifier, store);
	const card = registeredCard(criteria, store);
	card.status = 'DELETED';
	const { token } = card;
	const createdDate = new Date().toISOString();
	return { ...jsonAnswer(200, { token, message: 'The card was unregistered', createdDate }), executed: true };
}

const TEXTS = [
	'accountNumber',
	'accountIdentifier',
	'customerIdentifier',
	'token',
	'expirationDate',
	'status',
	'label',
	'lastFourDigits',
] as const;
const CONTACT_TEXTS = ['emailAddress', 'fullName'] as const;

/** Deleted cards are listed only where they were asked for. */
function fits(card: CreditCard, query: URLSearchParams): boolean {
	const withInactive = query.get('showInactive') === 'true' || query.has('status');
	return (
		(withInactive || card.status === 'ACTIVE') &&
		TEXTS.every((name) => !query.has(name) || query.get(name) === card[name]) &&
		CONTACT_TEXTS.every(
			(name) =>
				!query.has(name) || card.contactInformation.some((contact) => contact[name] === query.get(name)),
		)
	);
}
