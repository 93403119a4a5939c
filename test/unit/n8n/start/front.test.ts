import { describe, expect, it, vi } from 'vitest';
import { frontOf, REPLACED, type Whole } from '../../../../nodes/Tango/n8n/start/front.ts';

const OUTLINE = {
	data: JSON.stringify({ description: { name: 'sample', properties: ['a'] }, methods: { listSearch: {} } }),
	functions: [['execute'], ['methods', 'listSearch', 'search']],
};

class Sample {
	description = { name: 'sample', properties: ['a'] };

	methods = {
		listSearch: {
			async search(this: { found: string }, filter: string) {
				return `${this.found} for ${filter}`;
			},
		},
	};

	async execute(this: { items: string[] }) {
		return this.items;
	}
}

function front(load: () => Whole = () => ({ version: '1.0.0', classes: { Sample } })) {
	const loading = vi.fn(load);
	const Front: new () => Partial<Sample> = frontOf('Sample', '1.0.0', OUTLINE, loading);
	return { Front, loading };
}

describe('the front of a class', () => {
	it('looks like an object of the class, and loads nothing for it', () => {
		const { Front, loading } = front();
		const object = new Front();
		expect(JSON.parse(JSON.stringify(object))).toEqual(JSON.parse(JSON.stringify(new Sample())));
		expect(Object.keys(object)).toEqual(Object.keys(new Sample()));
		expect(object.constructor.name).toBe('Sample');
		expect(object.execute).toBeTypeOf('function');
		expect(loading).not.toHaveBeenCalled();
	});

	it('gives each object data of its own, as n8n writes into them', () => {
		const { Front } = front();
		new Front().description?.properties.push('b');
		expect(new Front().description?.properties).toEqual(['a']);
	});

	it('does what the class does, for whom it is called and with what it is given', async () => {
		const { Front, loading } = front();
		const { execute, methods } = new Front();
		const items = ['one'];
		expect(await execute?.call({ items })).toBe(items);
		expect(await methods?.listSearch.search.call({ found: 'rows' }, 'jane')).toBe('rows for jane');
		expect(loading).toHaveBeenCalledOnce();
	});

	it('passes on what the class throws as it is', async () => {
		const error = new Error('no');
		class Failing {
			async execute() {
				throw error;
			}
		}
		const { Front } = front(() => ({ version: '1.0.0', classes: { Sample: Failing } }));
		await expect(new Front().execute?.call({ items: [] })).rejects.toBe(error);
	});

	it('does nothing with the classes of another version, and says what to do', async () => {
		const { Front } = front(() => ({ version: '1.0.1', classes: { Sample } }));
		await expect(new Front().execute?.call({ items: [] })).rejects.toThrow(REPLACED);
		expect(REPLACED).toMatch(/updated while n8n was running\. Nothing was done or sent\. Restart n8n/);
	});

	it('says the same while files are missing, and goes on once they are there', async () => {
		const cause = new Error('Cannot find module');
		const { Front, loading } = front();
		loading.mockImplementationOnce(() => {
			throw cause;
		});
		const { execute } = new Front();
		await expect(execute?.call({ items: [] })).rejects.toMatchObject({
			message: expect.stringContaining('cannot be loaded'),
			cause,
		});
		expect(await execute?.call({ items: ['two'] })).toEqual(['two']);
	});
});
