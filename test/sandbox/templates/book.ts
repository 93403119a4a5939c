export interface Access {
	readonly type: 'PLATFORM' | 'CUSTOMER' | 'ACCOUNT';
	readonly identifier?: string;
}

/** What a template is made from, and what may be changed of it. */
export interface TemplateCriteria {
	readonly name: string;
	readonly fromName: string;
	readonly subject: string;
	readonly headerImage: string;
	readonly headerImageAltText: string;
	readonly accentColor: string;
	readonly messageBody: string;
	readonly closing: string;
	readonly smsMessageBody?: string;
	readonly customerServiceMessage?: string;
	readonly accessControl?: readonly Access[];
	readonly defaults?: readonly Access[];
}

export interface Template extends TemplateCriteria {
	readonly etid: string;
}

const FIRST_OWN_NUMBER = 100_001;

/** E-mail templates of the platform: Tango's standard one, one of its own, and those that are made. */
export class TemplateBook {
	readonly #templates = new Map<string, Template>();
	#made = 0;

	constructor() {
		this.reset();
	}

	reset(): void {
		this.#templates.clear();
		this.#made = 0;
		this.#put(seeded('E000000'));
		this.add({ ...seeded('E100001'), ...OWN });
	}

	get all(): readonly Template[] {
		return [...this.#templates.values()];
	}

	find(etid: string): Template | undefined {
		return this.#templates.get(etid.toUpperCase());
	}

	named(name: string): Template | undefined {
		return this.all.find((template) => template.name.toLowerCase() === name.toLowerCase());
	}

	add(criteria: TemplateCriteria): Template {
		const etid = `E${FIRST_OWN_NUMBER + this.#made}`;
		this.#made += 1;
		return this.#put({ ...criteria, etid });
	}

	change(template: Template, changes: Partial<TemplateCriteria>): Template {
		return this.#put({ ...template, ...changes });
	}

	remove({ etid }: Template): void {
		this.#templates.delete(etid);
	}

	#put(template: Template): Template {
		this.#templates.set(template.etid, template);
		return template;
	}
}

const OWN: Partial<TemplateCriteria> = {
	smsMessageBody: 'You have a reward',
	customerServiceMessage: 'Write to rewards@example.com.',
	accessControl: [{ type: 'PLATFORM' }],
	defaults: [{ type: 'ACCOUNT', identifier: 'acme-eur' }],
};

function seeded(etid: string): Template {
	return {
		etid,
		name: `Sandbox ${etid}`,
		fromName: 'Sandbox',
		subject: 'You have a reward',
		headerImage: '',
		headerImageAltText: 'Sandbox',
		accentColor: '#004488',
		messageBody: 'Here is your reward.',
		closing: 'Thank you',
	};
}
