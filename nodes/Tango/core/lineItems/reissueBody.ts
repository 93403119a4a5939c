import type { AskedRecipient } from '../orders/facts';

/** The body of POST /lineItems/{id}/reissue; what is left out stays as it was. */
export interface ReissueBody {
	readonly reasonCode: string;
	readonly otherReason?: string | undefined;
	readonly amount?: number | undefined;
	readonly deliveryMethod?: string | undefined;
	readonly recipient?: AskedRecipient | undefined;
	readonly notes?: string | undefined;
}
