import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/* Who sees little, or no colours, must find the nodes, too: WCAG 2.2, 1.4.11, asks for 3 to 1 between an icon and what it is on. */

const ROOT = join(import.meta.dirname, '..', '..');
const LEAST = 3;

/** Where n8n 2.41.1 shows icons: on nodes, on the canvas and in panels, by its own style sheet. */
const BACKGROUNDS = {
	light: ['#ffffff', '#f5f5f5', '#ededed'],
	dark: ['#2b2b2b', '#171717', '#323232'],
};

const ICONS = ['nodes', 'credentials']
	.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
	)
	.filter((name) => name.endsWith('.svg'))
	.map((name) => ({ name, theme: name.endsWith('.dark.svg') ? ('dark' as const) : ('light' as const) }));

/** How bright a colour such as #e4572e is, from 0 to 1, as WCAG defines it. */
function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
		const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [darker = 0, brighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (brighter + 0.05) / (darker + 0.05);
}

it('contrast is what WCAG says it is', () => {
	expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe('the icon', () => {
	it.each(ICONS)('$name stands out from what n8n shows it on', ({ name, theme }) => {
		const text = readFileSync(join(ROOT, name), 'utf8');
		const colours = [...text.matchAll(/(?:stroke|fill)="(?!none)([^"]+)"/g)].map(([, colour = '']) => colour);
		expect(colours).not.toEqual([]);
		for (const colour of colours) {
			expect(colour).toMatch(/^#[0-9a-f]{6}$/);
			for (const background of BACKGROUNDS[theme])
				expect([colour, background, contrast(colour, background) >= LEAST]).toEqual([
					colour,
					background,
					true,
				]);
		}
	});

	it('is another one for each node, also without its colours', () => {
		const shapes = ICONS.filter(({ theme }) => theme === 'light').map(({ name }) =>
			readFileSync(join(ROOT, name), 'utf8').replaceAll(/#[0-9a-f]{6}/g, ''),
		);
		expect(new Set(shapes).size).toBe(shapes.length);
	});
});
