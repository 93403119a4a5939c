import { ALERT_ENDPOINTS } from './alertEndpoints';
import { BULK_ENDPOINTS } from './bulkEndpoints';
import { CATALOG_ENDPOINTS } from './catalogEndpoints';
import { CUSTOMER_ENDPOINTS } from './customerEndpoints';
import { FUND_ENDPOINTS } from './fundEndpoints';
import { LINE_ITEM_ENDPOINTS } from './lineItemEndpoints';
import { ORDER_ENDPOINTS } from './orderEndpoints';
import { TEMPLATE_ENDPOINTS } from './templateEndpoints';
import { WEBHOOK_ENDPOINTS } from './webhookEndpoints';

/** Every Tango operation this package calls, and how it may be retried. Paths: developers.tangocard.com, API reference. */
export const ENDPOINTS = {
	...ORDER_ENDPOINTS,
	...BULK_ENDPOINTS,
	...LINE_ITEM_ENDPOINTS,
	...TEMPLATE_ENDPOINTS,
	...CUSTOMER_ENDPOINTS,
	...ALERT_ENDPOINTS,
	...FUND_ENDPOINTS,
	...CATALOG_ENDPOINTS,
	...WEBHOOK_ENDPOINTS,
};
