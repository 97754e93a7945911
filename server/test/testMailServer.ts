/** A real mail server for tests, whose answers a test decides. */
import type { Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { testPort } from './testPort.ts';

/** A message that was handed over whole. */
export interface ReceivedEmail {
  from: string;
  to: string;
  messageId: string;
  subject: string;
}

/** `rcpt` and `data`: the answer to that command; `hangUp`: the connection ends without an answer to the message. */
export type MailAnswer = { rcpt: number } | { data: number } | 'hangUp' | undefined;

export interface TestMailServer {
  /** For SMTP_URL. */
  url: string;
  received: ReceivedEmail[];
  /** What it answers for an address; unless set, it takes every message. */
  answers: Map<string, MailAnswer>;
  close(): Promise<void>;
}

export async function startTestMailServer(): Promise<TestMailServer> {
  const received: ReceivedEmail[] = [];
  const answers = new Map<string, MailAnswer>();
  const refusal = (code: number) =>
    Object.assign(new Error(`refused by the test with ${code}`), { responseCode: code });
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const answer = answers.get(address);
      done(typeof answer === 'object' && 'rcpt' in answer ? refusal(answer.rcpt) : null);
    },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (bytes: Buffer) => {
        text += bytes;
      });
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const header = (name: string) => new RegExp(`^${name}: (.+)$`, 'im').exec(text)?.[1]?.trim() ?? '';
        received.push({
          from: header('from'),
          to,
          messageId: header('message-id'),
          subject: header('subject'),
        });
        const answer = answers.get(to);
        if (answer === 'hangUp') sockets.get(session.remotePort)?.destroy();
        else done(typeof answer === 'object' && 'data' in answer ? refusal(answer.data) : null);
      });
    },
  });
  const sockets = new Map<number | undefined, Socket>();
  server.server.on('connection', (socket: Socket) => sockets.set(socket.remotePort, socket));
  server.on('error', () => {}); // A connection that the test cuts.
  const port = await testPort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    answers,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
