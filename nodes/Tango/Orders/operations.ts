import type { Operation } from '../n8n/run/operation';
import { create } from './order/create.operation';
import { findByReference } from './order/findByReference.operation';
import { get } from './order/get.operation';
import { getMany } from './order/getMany.operation';
import { preview } from './order/preview.operation';

/** The only list: menus, fields and routing come from it. A new operation is a new file and a line here. */
export const ORDER_OPERATIONS: readonly Operation[] = [create, findByReference, get, getMany, preview];

export const ORDER_RESOURCES = [{ name: 'Order', value: 'order' }];
