import { apiDocument } from './document.ts';
import { rulesOf } from './fieldRules.ts';
import { RequestFacts } from './requestFacts.ts';

/** The facts of Tango's API, shared by all sandboxes of a process so that each schema compiles once. */
export const TANGO_FACTS = new RequestFacts(apiDocument('tango-openapi.yaml'), rulesOf);
