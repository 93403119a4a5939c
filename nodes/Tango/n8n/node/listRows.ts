import {
	readLineItem,
	readRecord,
	records,
	STANDARD_TEMPLATE,
	type JsonRecord,
	type Searchable,
} from '../../core';

/** A row of a From List box, and what the search box finds it by. */
export interface ListRow extends Searchable {
	readonly label: string;
	readonly value: string;
}

const BALANCE = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function customerRow({ customerIdentifier, displayName }: JsonRecord): ListRow {
	return row(customerIdentifier, [textOf(displayName), textOf(customerIdentifier)]);
}

export function accountRow({
	accountIdentifier,
	displayName,
	currencyCode,
	currentBalance,
}: JsonRecord): ListRow {
	const currency = textOf(currencyCode);
	const balance = typeof currentBalance === 'number' ? BALANCE.format(currentBalance) : '';
	const name = textOf(displayName) || textOf(accountIdentifier);
	return row(accountIdentifier, [name, joined([balance, currency], ' ')]);
}

/** An account that is chosen and does not belong to the customer that is chosen. */
export function foreignAccountRow(accountIdentifier: string): ListRow {
	return row(accountIdentifier, [accountIdentifier, 'not an account of this customer']);
}

export function alertRow({
	balanceAlertID,
	balanceAlertDisplayName,
	balanceAlertThreshold,
}: JsonRecord): ListRow {
	const threshold =
		typeof balanceAlertThreshold === 'number' ? `below ${BALANCE.format(balanceAlertThreshold)}` : '';
	return row(balanceAlertID, [textOf(balanceAlertDisplayName), threshold].filter(Boolean));
}

export function creditCardRow({ token, label, lastFourDigits }: JsonRecord): ListRow {
	const digits = textOf(lastFourDigits) && `(…${textOf(lastFourDigits)})`;
	return row(token, [joined([textOf(label), digits], ' '), textOf(token)]);
}

export function lineItemRow(entry: JsonRecord): ListRow {
	return row(entry.referenceLineItemID, ofLineItem(entry), [textOf(entry.referenceOrderID)]);
}

export function orderRow(entry: JsonRecord): ListRow {
	return row(entry.referenceOrderID, ofLineItem(entry), [textOf(entry.externalReferenceLineItemID)]);
}

/** "2026-11-25 · 100 rewards · 2,500.00 USD · Spring"; the status where it is not the usual one. */
export function bulkOrderRow(entry: JsonRecord): ListRow {
	const { externalRefID, createdAt, totalLineItemsRows: count, campaign, orderStatus } = entry;
	const { value, total, currencyCode } = readRecord(entry.amountCharged);
	const charged = [total, value].find((one) => typeof one === 'number');
	const status = textOf(orderStatus);
	const parts = [
		textOf(createdAt).slice(0, 10),
		typeof count === 'number' ? `${count} ${count === 1 ? 'reward' : 'rewards'}` : '',
		charged === undefined ? '' : joined([BALANCE.format(charged), textOf(currencyCode)], ' '),
		textOf(campaign),
		status === 'COMPLETE' ? '' : status,
	];
	return row(externalRefID, parts.filter(Boolean), [textOf(entry.referenceOrderID)]);
}

/** "Amazon.com Gift Card · jane@example.com · 25.00 USD · 2026-11-25"; the status where it is not the usual one. */
function ofLineItem(entry: JsonRecord): string[] {
	const { rewardName = '', recipient, amountIssued, dateIssued = '', status = '' } = readLineItem(entry);
	const name = joined([recipient?.firstName, recipient?.lastName].map(textOf), ' ');
	const amount = amountIssued?.value === undefined ? '' : BALANCE.format(amountIssued.value);
	return [
		rewardName,
		textOf(recipient?.email) || textOf(recipient?.mobileNumber) || name,
		joined([amount, textOf(amountIssued?.currencyCode)], ' '),
		dateIssued.slice(0, 10),
		status === 'COMPLETE' ? '' : status,
	].filter(Boolean);
}

export function templateRow({ etid, name, subject, fromName, defaults }: JsonRecord): ListRow {
	const parts = [textOf(name), defaultShown(records(defaults)), textOf(etid)].filter(Boolean);
	return row(etid, parts, [textOf(subject), textOf(fromName)]);
}

export function standardTemplateRow(): ListRow {
	return row(STANDARD_TEMPLATE, ['Tango’s own template', STANDARD_TEMPLATE]);
}

/** "default of the platform and acme-usd": whose orders have it where they name none. */
function defaultShown(defaults: readonly JsonRecord[]): string {
	const whose = defaults.map(({ identifier }) => textOf(identifier) || 'the platform');
	return whose.length === 0 ? '' : `default of ${joined(whose, ', ')}`;
}

/** Rows that look alike are told apart by their ID. */
export function told(rows: readonly ListRow[]): ListRow[] {
	const count = new Map<string, number>();
	for (const { label } of rows) count.set(label, (count.get(label) ?? 0) + 1);
	return rows.map((one) =>
		count.get(one.label) === 1 ? one : { ...one, label: `${one.label} · ${one.value}` },
	);
}

/** What Tango left out is left out: a label never says "undefined". */
export function row(id: unknown, parts: readonly string[], alsoFoundBy: readonly string[] = []): ListRow {
	const value = textOf(id);
	const label = joined([...new Set(parts)], ' · ') || value;
	return { label, value, text: [label, value, ...alsoFoundBy].join(' ') };
}

export function joined(parts: readonly string[], by: string): string {
	return parts.filter((part) => part !== '').join(by);
}

export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
