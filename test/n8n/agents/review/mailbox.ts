import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A mail server that keeps what it is given, and a reviewer who presses one of the buttons in it. */
export interface Mailbox {
	port: number;
	/** The mails in the order they came, as their readers see them: HTML, decoded. */
	mails: string[];
	close(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
	const mails: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
		converse(socket, (mail) => mails.push(decoded(mail)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		mails,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}

/** As much SMTP as a client needs to hand over a mail. */
function converse(socket: Socket, deliver: (mail: string) => void): void {
	let buffer = '';
	let inMail = false;
	socket.setEncoding('utf8').write('220 mailbox\r\n');
	socket.on('data', (chunk: string) => {
		buffer += chunk;
		for (;;) {
			const end = buffer.indexOf(inMail ? '\r\n.\r\n' : '\r\n');
			if (end === -1) return;
			const text = buffer.slice(0, end);
			buffer = buffer.slice(end + (inMail ? 5 : 2));
			if (inMail) deliver(text);
			const starts = !inMail && text.toUpperCase() === 'DATA';
			inMail = starts;
			if (text.toUpperCase() === 'QUIT') return void socket.end('221 bye\r\n');
			socket.write(starts ? '354 go on\r\n' : '250 ok\r\n');
		}
	});
}

/** Undoes quoted-printable, in which mails with long lines travel. */
function decoded(mail: string): string {
	if (!/^content-transfer-encoding: quoted-printable/im.test(mail)) return mail;
	const bytes = mail
		.replaceAll('=\r\n', '')
		.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** What n8n was told to write in a mail that asks for a review. */
export function messageIn(mail: string): string {
	return /white-space: pre-line;">([^]*?)<\/p>/.exec(mail)?.[1]?.replaceAll('\r\n', '\n') ?? mail;
}

const MOST_TRIES = 100;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0';

export type Verdict = 'approve' | 'decline';

/** Presses "Approve" or "Disapprove" in a mail, from a browser. */
export async function press(mail: string, verdict: Verdict): Promise<void> {
	const links = [...mail.matchAll(/href="([^"]+)"/g)].map(([, link]) =>
		String(link).replaceAll('&amp;', '&'),
	);
	const wanted = links.find((link) => link.includes(`approved=${String(verdict === 'approve')}`));
	if (wanted === undefined) throw new Error(`The mail has no link to ${verdict}:\n${mail}`);
	// The mail leaves before n8n has stored that it waits: until then the link is answered with an error.
	for (let tries = 1; ; tries++) {
		const answer = await fetch(wanted, { headers: { 'user-agent': BROWSER } });
		await answer.body?.cancel();
		if (answer.ok) return;
		if (tries === MOST_TRIES)
			throw new Error(`The link to ${verdict} was answered with HTTP ${answer.status}`);
		await sleep(50);
	}
}
