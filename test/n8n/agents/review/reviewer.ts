import { setTimeout as sleep } from 'node:timers/promises';

import { type Mailbox, press, type Verdict } from '../../run/mailbox.ts';

const LOOK_MS = 20;

/** Answers every mail that comes while the work goes on, and returns them. */
export async function reviewing(
	mailbox: Mailbox,
	verdict: Verdict,
	work: () => Promise<void>,
): Promise<string[]> {
	const read: string[] = [];
	let done = false;
	const answering = async () => {
		for (;;) {
			const mail = mailbox.mails.shift();
			if (mail === undefined) {
				if (done) return;
				await sleep(LOOK_MS);
				continue;
			}
			await press(mail, verdict);
			read.push(mail);
		}
	};
	const answered = answering();
	try {
		await work();
	} finally {
		done = true;
		await answered;
	}
	return read;
}
