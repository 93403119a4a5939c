import type { Brand } from '../../core';

/** What a brand is, in Tango's words: "Retail". */
export function categoriesOf({ categories }: Brand): string[] {
	return categories.flatMap(({ description }) => description ?? []);
}

/** One picture of the brand: Tango names them "300w-326ppi", and 300 points are enough for an email or a page. */
export function imageOf({ raw: { imageUrls } }: Brand): string | undefined {
	if (typeof imageUrls !== 'object' || imageUrls === null) return undefined;
	const urls = Object.entries(imageUrls).filter(([, url]) => typeof url === 'string');
	const width = (name: string) => parseInt(name, 10) || 0;
	const [best] = urls.sort(([a], [b]) => Math.abs(width(a) - 300) - Math.abs(width(b) - 300));
	return best && String(best[1]);
}
