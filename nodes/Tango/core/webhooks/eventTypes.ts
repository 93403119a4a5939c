/** Tango's events by type, as its newest pages spell them (tango-api.md, 6 and 10.2), with the category of each. */
export const EVENT_TYPES = {
	AccountStatus: 'ACCOUNT',
	APICredentials: 'PLATFORM',
	AsyncOrderStatus: 'ORDER',
	ExchangeRatesProcessed: 'FINANCIAL',
	ItemAvailability: 'ITEM',
	LineItemDeliveryStatus: 'ORDER',
	LowBalance: 'ACCOUNT',
	OrderActionStatus: 'ORDER',
	RewardStatus: 'REWARD',
	Transaction: 'ACCOUNT',
} as const;

/** Announced, but not sent by Tango yet: only where Tango itself lists it. */
const COMING: ReadonlySet<string> = new Set(['orderactionstatus']);

/** Two names of one event, in Tango's own texts. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
	credentialstatus: 'apicredentials',
	exchangeratesstatus: 'exchangeratesprocessed',
};

/** Tango writes `ItemAvailability` and `itemAvailability`, `LOW_BALANCE` perhaps tomorrow: it is the letters that count. */
export function eventKey(type: string): string {
	const letters = type.toLowerCase().replace(/[^a-z0-9]/g, '');
	return OTHER_NAMES[letters] ?? letters;
}

/**
 * What to subscribe to: the chosen events, or all, in the spelling that Tango lists.
 *
 * @param listed what Tango lists; empty when it would not tell
 */
export function wantedEvents(chosen: readonly string[], listed: readonly string[]): string[] {
	const known = Object.keys(EVENT_TYPES).filter((type) => !COMING.has(eventKey(type)));
	const names = listed.length > 0 ? listed : known;
	if (chosen.length === 0) return [...new Set(names)];
	return [...new Set(chosen.map((type) => names.find((name) => eventKey(name) === eventKey(type)) ?? type))];
}

/** Whether two lists mean the same events. */
export function sameEvents(one: readonly string[], other: readonly string[]): boolean {
	const [a, b] = [one, other].map((list) => [...new Set(list.map(eventKey))].sort().join(' '));
	return a === b;
}
