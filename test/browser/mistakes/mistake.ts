import type { Sandbox } from '../../sandbox/server.ts';
import type { Form } from '../support/form.ts';

/** What a person does wrong, what the editor then says, and what that says is to be done. */
export interface Mistake {
	readonly what: string;
	/** Of the reward, where the mistake is in there: typed once, as the editor may not have taken it when it is typed again. */
	readonly reference?: string;
	readonly make: (form: Form, sandbox: Sandbox) => Promise<void>;
	readonly says: string | RegExp;
	readonly mend: (form: Form, sandbox: Sandbox) => Promise<void>;
}
