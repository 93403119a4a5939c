/* The core's only door: whatever is not named here is nobody's business outside. */
export type { Audit, AuditEntry } from './foundation/audit';
export { breathing, type Breathe } from './foundation/breathe';
export type { CallOptions, LineWatch } from './call/client';
export { systemClock } from './foundation/clock';
export { checkConnection } from './check/checkConnection';
export type { CheckRow } from './check/row';
export { openTango, type Surroundings } from './connection/open';
export { readAddresses, type ConnectionSettings } from './connection/settings';
export { ENDPOINTS } from './api/endpoints';
export { readAccountBalance } from './api/money';
export {
	allOf,
	asProblem,
	asTangoError,
	concernsOneAnswer,
	doubtAbout,
	invalidCredentialsField,
	invalidInput,
	isTangoError,
	TangoError,
	toTangoError,
	type TangoErrorCode,
	type TangoErrorFacts,
	type RefusedField,
} from './foundation/errors';
export { parseCaCertificates } from './http/caCertificates';
export { secureLookup, type EgressFilter } from './http/egressFilter';
export { trustOptions } from './http/tlsTrust';
export type { SharedPace, SharedPaceState } from './limit/sharedPace';
export type { SharedSlots } from './limit/sharedSlots';
export { describeXffProblem, normaliseForwardedFor } from './forwarded/xff';
export { accountCurrency } from './money/accounts';
export { amountProblem } from './money/amount';
export { readPlainNumber } from './money/plainNumber';
export { createReferenceId } from './money/referenceId';
export { BEYOND_CAP, ENDLESS_LIST } from './call/list';
export type { CatalogEntry } from './catalog/catalog';
export { countryCode, countryNames, currencyCode, currencyName } from './catalog/codes';
export { folded, searchFor, type Searchable } from './catalog/search';
export { accountLookUp, oncePerRun, STANDARD_TEMPLATE, transferLookUp } from './directory/lookUp';
export type { DepositBody, Movement, TransferBody } from './funds/moveMoney';
export { moveCounted } from './funds/moveCounted';
export { planMovements, type MovementPlan } from './funds/plan';
export { repeatedReferences } from './money/batchChecks';
export { tellingFunds } from './money/lackingFunds';
export { createSpending, type Spending } from './money/spending';
export type { Change, Changed } from './lineItems/change';
export type { ReissueBody } from './lineItems/reissueBody';
export { ABSENCE_NOT_PROVED } from './orders/findOrder';
export { CROWDED_SECOND } from './orders/listOrders';
export type { OrderChoice } from './orders/orderNumber';
export type { OrderBody, PlacedOrder } from './orders/placeOrder';
export type { WantedOrder } from './orders/orderItem';
export { planOrders, type OrderPlan } from './orders/plan';
export { forecastOrders, type Forecast } from './orders/forecast';
export type { LookedUp } from './orders/lookingUp';
export { countForeseen, placeCounted } from './orders/counted';
export { businessKeyReference, toolReference } from './orders/reference';
export type { BulkHead, ToldLine, WantedLine } from './bulk/line';
export { existingLines, groupLines, lineReferences, seriesOf, type BulkGroup } from './bulk/plan';
export { placeGroup, type BulkEntry } from './bulk/placeGroup';
export type { LineResult, LineResults } from './bulk/lineResults';
export type { Progress } from './bulk/placeLines';
export { AFTER_DOUBT, LINES_NOT_TOLD } from './bulk/series';
export { isRefused, readBulkLine, readBulkOrder, readProblems } from './api/bulkOrder';
export type { Brand, Reward } from './api/catalog';
export { readDeposit, type Deposit, type Transfer } from './api/fund';
export { lineItemProblems, readLineItem, reissuedFrom, reissuedTo } from './api/lineItem';
export { readOrder, type Order } from './api/order';
export { isRecord, readEntries, readRecord, records, without, type JsonRecord } from './api/page';
export { markOfNow, POLL_TIME_UP, readSince, type Bounds, type GrowingList } from './polling/growing';
export { growingOrders } from './polling/growingOrders';
export { markAt, readMark, type Mark } from './polling/mark';
export { ordersReaching } from './polling/statuses';
export { readStatusMemory } from './polling/statusMemory';
export { growingLineItems } from './polling/growingLineItems';
export { readUnclaimedMemory, unclaimedAfter } from './polling/unclaimed';
export type { Tango } from './connection/tango';
export { createArrivals, type Arrivals, type ArrivalsMemory } from './webhooks/arrivals';
export { isKept, readEvents, type TangoEvent } from './webhooks/event';
export { EVENT_TYPES, eventKey, wantedEvents } from './webhooks/eventTypes';
export { listedEvents } from './webhooks/listedEvents';
export { makeCertificate } from './webhooks/certificate';
export { judgeDelivery } from './webhooks/judge';
export { createSeen } from './webhooks/seen';
export {
	ensureSubscription,
	isAsWanted,
	ownSubscriptions,
	removeSubscriptions,
	type WantedSubscription,
} from './webhooks/subscription';
export { createUpkeep, type Registration, type Upkeep } from './webhooks/upkeep';
export { holeProblem, type TextKind } from './foundation/hole';
export { readMoment, type Edge } from './foundation/moment';
export { dayIn } from './foundation/timeZone';
export { oneLine } from './foundation/oneLine';
export { cleanReference, cleanText } from './foundation/peoplesText';
