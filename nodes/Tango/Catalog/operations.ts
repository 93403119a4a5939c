import type { Operation } from '../n8n/run/operation';
import { getBrand } from './brand/get.operation';
import { getManyBrands } from './brand/getMany.operation';
import { getReward } from './reward/get.operation';
import { getManyRewards } from './reward/getMany.operation';

/** The only list: menus, fields and routing come from it. A new operation is a new file and a line here. */
export const CATALOG_OPERATIONS: readonly Operation[] = [getManyRewards, getReward, getManyBrands, getBrand];

export const CATALOG_RESOURCES = [
	{ name: 'Brand', value: 'brand' },
	{ name: 'Reward', value: 'reward' },
];
