import type { Operation } from '../../n8n/operation';
import { create } from './create.operation';
import { findByReference } from './findByReference.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { preview } from './preview.operation';

/** The only list: menus, fields and routing come from it. A new operation is a new file and a line here. */
export const ORDER_OPERATIONS: readonly Operation[] = [create, findByReference, get, getMany, preview];

export const ORDER_RESOURCES = [{ name: 'Order', value: 'order' }];
