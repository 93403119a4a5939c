import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A mail server that keeps what it is given, and a reader who presses one of the buttons in a mail. */
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
	const link = linkIn(mail, (one) => one.includes(`approved=${String(verdict === 'approve')}`));
	await visit(link);
}

/** Opens the form that a mail leads to, and sends it off as its page does; the answers are in the order of its fields. */
export async function fillInForm(mail: string, answers: readonly string[]): Promise<void> {
	const link = linkIn(mail, (one) => one.includes('/webhook-waiting/'));
	const page = await visit(link);
	const form = new FormData();
	for (const [index, answer] of answers.entries()) {
		const field = `field-${index}`;
		if (!page.includes(`name='${field}'`) && !page.includes(`name="${field}"`))
			throw new Error(`The form has no ${field}:\n${page}`);
		form.set(field, answer);
	}
	const sent = await fetch(link, { method: 'POST', headers: { 'user-agent': BROWSER }, body: form });
	await sent.body?.cancel();
	if (!sent.ok) throw new Error(`The form was answered with HTTP ${sent.status}`);
}

function linkIn(mail: string, isWanted: (link: string) => boolean): string {
	const links = [...mail.matchAll(/href="([^"]+)"/g)].map(([, link]) =>
		String(link).replaceAll('&amp;', '&'),
	);
	const wanted = links.find(isWanted);
	if (wanted === undefined) throw new Error(`The mail has no such link:\n${mail}`);
	return wanted;
}

/** The mail leaves before n8n has stored that it waits: until then a link is answered with an error. */
async function visit(link: string): Promise<string> {
	for (let tries = 1; ; tries++) {
		const answer = await fetch(link, { headers: { 'user-agent': BROWSER } });
		const page = await answer.text();
		if (answer.ok) return page;
		if (tries === MOST_TRIES) throw new Error(`A link of a mail was answered with HTTP ${answer.status}`);
		await sleep(50);
	}
}
