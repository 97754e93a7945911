/** The mail server, over SMTP: one message per connection, and what its answer means. */
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import qrcode from 'qrcode';
import { codesIn } from '../emailTemplates/index.ts';
import { bareAddress } from '../platform/bareAddress.ts';
import type { Email } from './Email.ts';

/** What became of one attempt. `reason` is the server's text, or the network's. */
export type Handover =
  | { kind: 'accepted' }
  /** The server refuses this message for good (5xx). */
  | { kind: 'refused'; reason: string }
  /** The server refuses it for now (4xx), or the message wasn't handed over. */
  | { kind: 'postponed'; reason: string }
  /** The whole message was handed over and no answer came: it may have arrived. */
  | { kind: 'unanswered'; reason: string };

export interface MailServer {
  handOver(email: Email): Promise<Handover>;
}

/** Milliseconds. A server may take ten minutes to answer a whole message (RFC 5321, 4.5.3.2.6). */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 60_000, socketTimeout: 600_000 };

/**
 * No pool: nodemailer's sends a message anew by itself, up to five times, when a connection closes before the answer.
 * @param sender of the next message, "Name <address>"
 */
export function openMailServer(smtpUrl: string, sender: () => string): MailServer {
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  return {
    async handOver(email) {
      const from = sender();
      const message = await compose(email, from);
      const content = Readable.from([message]);
      let isHandedOver = false;
      content.once('end', () => {
        isHandedOver = true;
      });
      const envelope = { from: bareAddress(from), to: [email.toAddress] };
      try {
        await transport.sendMail({ envelope, raw: content });
        return { kind: 'accepted' };
      } catch (error) {
        return handoverOf(error as SmtpError, isHandedOver);
      }
    },
  };
}

/** The Message-ID is the email's id, so that a mail client shows a second copy as the same. */
async function compose(email: Email, from: string): Promise<Buffer> {
  return new MailComposer({
    from,
    to: email.toAddress,
    subject: email.subject,
    text: email.textBody,
    html: email.htmlBody,
    messageId: `<${email.id}@holdfast>`,
    attachments: await Promise.all(
      codesIn(email.htmlBody).map(async (code) => ({
        filename: `${code}.png`,
        cid: code,
        content: await qrcode.toBuffer(code, { margin: 4, width: 360 }),
      })),
    ),
  })
    .compile()
    .build();
}

/** An error of nodemailer: `command` is the SMTP command that failed, `responseCode` the server's answer to it. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

/** Commands whose refusal is about the message. Refused greetings and sign-ins are about us, and can be mended. */
const aboutMessage = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** Source: RFC 5321, 4.2.1: 4yz may succeed when repeated, 5yz won't. */
export function handoverOf(error: SmtpError, isHandedOver: boolean): Handover {
  const reason = error.message;
  const { responseCode, command = '', code } = error;
  if (responseCode === undefined && isHandedOver) return { kind: 'unanswered', reason };
  if (responseCode !== undefined && responseCode >= 500 && aboutMessage.has(command))
    return { kind: 'refused', reason };
  // An address that can't be written to a server at all.
  if (responseCode === undefined && code === 'EENVELOPE') return { kind: 'refused', reason };
  return { kind: 'postponed', reason };
}
