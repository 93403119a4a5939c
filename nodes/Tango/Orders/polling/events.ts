import type { PollEvent } from './event';
import { lowBalance } from './lowBalance.event';
import { orderCreated } from './orderCreated.event';
import { orderStatus } from './orderStatus.event';
import { rewardUnclaimed } from './rewardUnclaimed.event';

/** The only list: the menu and the fields come from it. The first is the default. */
export const POLL_EVENTS: readonly [PollEvent, ...PollEvent[]] = [
	orderCreated,
	orderStatus,
	lowBalance,
	rewardUnclaimed,
];
