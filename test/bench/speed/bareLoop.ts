import { Agent, request } from 'undici';
import { orderBody, type Row } from '../rows.ts';
import { SIDE_BY_SIDE } from './sideBySide.ts';

/**
 * The limit: nothing but undici, a few requests at a time, no checks, no retries.
 * Reads `{ baseUrl, caCertificate, basic, rows }` from its parent, answers "done".
 */
interface Job {
	baseUrl: string;
	caCertificate: string;
	basic: { platformName: string; apiKey: string };
	rows: Row[];
}

let dispatcher: Agent | undefined;

process.on('message', (job: Job) => void order(job));
process.on('disconnect', () => process.exit(0));

async function order({ baseUrl, caCertificate, basic, rows }: Job): Promise<void> {
	const agent = (dispatcher ??= new Agent({ connections: SIDE_BY_SIDE, connect: { ca: caCertificate } }));
	const authorization = `Basic ${Buffer.from(`${basic.platformName}:${basic.apiKey}`).toString('base64')}`;
	const headers = { accept: 'application/json', 'content-type': 'application/json', authorization };
	let next = 0;
	const worker = async () => {
		for (let row = rows[next++]; row; row = rows[next++]) {
			const body = JSON.stringify(orderBody(row));
			const answer = await request(`${baseUrl}/orders`, { method: 'POST', headers, body, dispatcher: agent });
			await answer.body.json();
		}
	};
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
	process.send?.('done');
}
