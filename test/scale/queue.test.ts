import { beforeEach, describe } from 'vitest';

import { queueModeOfThisFile } from './support/queueMode.ts';
import { manyAtOnce } from './suites/manyAtOnce.ts';
import { trigger } from './suites/trigger.ts';
import { troubles } from './suites/troubles.ts';

/* One queue mode for all: it takes a minute to bring up. */
const queueMode = queueModeOfThisFile();

beforeEach(() => queueMode.sandbox.reset());

describe('three workers, called by many webhooks at once,', () => manyAtOnce(queueMode));
describe('Tango Trigger in queue mode', () => trigger(queueMode));
describe('trouble in the middle of rewards', () => troubles(queueMode));
