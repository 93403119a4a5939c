import { afterAll, beforeAll } from 'vitest';

import { credentials } from './chapters/credentials.ts';
import { nodePanel } from './chapters/nodePanel.ts';
import { Stage } from './support/stage.ts';

/* One n8n for all chapters, in the order in which a newcomer meets them. */
const stage = new Stage();
beforeAll(async () => await stage.open());
afterAll(async () => await stage.close());

nodePanel(stage);
credentials(stage);
