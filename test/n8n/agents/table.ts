import { type WayName, WAYS } from './ways/way.ts';

export const TABLE_CORNER = 'orders placed';

/** Orders placed, by case and way, for whoever reads the suite's output. */
export class Table {
	readonly #rows = new Map<string, Map<WayName, string>>();
	readonly #notes = new Map<string, string[]>();

	note(title: string, way: WayName, cell: string | number, because?: string): void {
		const row = this.#rows.get(title) ?? new Map<WayName, string>();
		this.#rows.set(title, row.set(way, because?.startsWith('n8n: ') ? `n8n: ${cell}` : String(cell)));
		if (because !== undefined)
			this.#notes.set(because, [...(this.#notes.get(because) ?? []), `${title} (${way})`]);
	}

	toString(): string {
		const rows = [...this.#rows].map(([title, row]) => [title, ...WAYS.map((way) => row.get(way) ?? '')]);
		const lines = [[TABLE_CORNER, ...WAYS], ['---', ...WAYS.map(() => '---')], ...rows];
		const notes = [...this.#notes].map(([because, where]) => `- ${because}: ${where.join(', ')}`);
		return [...lines.map((cells) => `| ${cells.join(' | ')} |`), '', ...notes].join('\n');
	}
}
