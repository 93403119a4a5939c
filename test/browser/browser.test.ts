import { afterAll, beforeAll } from 'vitest';

import { agents } from './chapters/agents.ts';
import { connectionCheck } from './chapters/connectionCheck.ts';
import { credentials } from './chapters/credentials.ts';
import { example } from './chapters/example.ts';
import { examples } from './chapters/examples.ts';
import { mistakes } from './chapters/mistakes.ts';
import { nodePanel } from './chapters/nodePanel.ts';
import { orders } from './chapters/orders.ts';
import { workflowFiles } from './chapters/workflowFiles.ts';
import { Stage } from './support/stage.ts';

/* One n8n for all chapters, in the order in which a newcomer meets them. */
const stage = new Stage();
beforeAll(async () => await stage.open());
afterAll(async () => await stage.close());

example(stage);
nodePanel(stage);
credentials(stage);
orders(stage);
connectionCheck(stage);
agents(stage);
examples(stage);
mistakes(stage);
workflowFiles(stage);
