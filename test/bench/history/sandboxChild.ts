import { readFileSync } from 'node:fs';
import type { RandomFaults } from '../../sandbox/faults.ts';
import type { Order, OrderCriteria } from '../../sandbox/orders/book.ts';
import { placeOrder } from '../../sandbox/orders/place.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { Certificates } from '../../sandbox/tls.ts';
import type { SandboxAccess } from '../../n8n/run/sampleCredentials.ts';
import { machineMs, write, type OrderEntry } from './records.ts';

export interface SandboxJob {
	/** 0: a free one. */
	readonly port: number;
	readonly certificates: Certificates;
	/** Of the processes before this one, oldest first. */
	readonly earlierBooks: readonly string[];
	readonly books: string;
	readonly requestsPerSecond: number | undefined;
	/** It does not know a reference again, so that whoever asks twice pays twice. */
	readonly forgetful: boolean;
}

/* A stand-in for Tango that may be killed at any moment, as it writes an order down before it answers. Ends with its parent. */

type Kept = OrderEntry & { readonly criteria: OrderCriteria };

process.on('message', (message: SandboxJob | { faults: RandomFaults }) => {
	if ('faults' in message) change(message.faults);
	else void open(message).then((access) => process.send?.(access));
});
process.on('disconnect', () => process.exit(0));

let change: (faults: RandomFaults) => void = () => {};

async function open(job: SandboxJob): Promise<SandboxAccess> {
	const sandbox = await startSandbox({
		port: job.port,
		certificates: job.certificates,
		requestsPerSecond: job.requestsPerSecond,
		keepRequestLog: false,
		onRequest: ({ executed, reference, headers }) => {
			const mark = headers['x-forwarded-for'];
			if (executed && reference !== undefined && typeof mark === 'string')
				write(job.books, [{ is: 'maker', externalRefID: reference, mark }]);
		},
	});
	const { state, baseUrl, tokenUrl, caCertificate, basic, oauth } = sandbox;
	change = (faults) => sandbox.faults.random(faults);
	state.deposit('acme-usd', 100_000_000);
	for (const { criteria } of job.earlierBooks.flatMap(ordersIn)) placeOrder(criteria, state);
	const { book } = state;
	const add = book.add.bind(book);
	book.add = (order) => {
		write(job.books, [entryOf(order)]);
		add(order);
	};
	if (job.forgetful) {
		book.existing = () => undefined;
		book.withReference = () => [];
	}
	return { baseUrl, tokenUrl, caCertificate, basic, oauth };
}

function entryOf({ criteria }: Order): Kept {
	const { recipient, amount, externalRefID } = criteria;
	return { is: 'order', recipient: recipient?.email ?? '', amount, externalRefID, at: machineMs(), criteria };
}

function ordersIn(file: string): Kept[] {
	const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
	return lines.filter((line) => line.startsWith('{"is":"order"')).map((line): Kept => JSON.parse(line));
}
