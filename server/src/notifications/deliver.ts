/** Delivers emails to the mail server; without one they stay in the outbox that the back office shows. */
import { createTransport } from 'nodemailer';
import qrcode from 'qrcode';
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Email } from './templates.ts';

/** The pictures that an email's HTML names: `cid:CODE`. */
export function codesIn(html: string): string[] {
  return [...new Set([...html.matchAll(/cid:([0-9A-Z]+)/g)].map(([, code]) => code as string))];
}

/** Stores an email once per cause. */
export async function writeEmail(
  trx: Trx,
  cause: string,
  reservationId: string | null,
  email: Email,
): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO emails (id, cause, kind, to_address, subject, text_body, html_body, reservation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (cause) DO NOTHING`,
    [newId('email'), cause, email.kind, email.to, email.subject, email.text, email.html, reservationId],
  );
}

interface WrittenEmail {
  id: string;
  to_address: string;
  subject: string;
  text_body: string;
  html_body: string;
}

export interface Deliver {
  /** Stores an email once per cause and sends it unless it was sent. */
  write(cause: string, reservationId: string | null, email: Email): Promise<void>;
  /** Sends a stored email unless it was sent. */
  send(cause: string): Promise<void>;
}

/**
 * Opens the transport. An email is sent at least once: its Message-ID is its id, so that a mail client shows a second copy as
 * the same.
 * @throws when the server refuses it: the email is marked, and the job tried again
 */
export function createDeliver(app: AppContext): Deliver {
  const { smtpUrl, mailFrom } = app.config;
  const transport =
    smtpUrl === null
      ? null
      : createTransport({ url: smtpUrl, pool: true, connectionTimeout: 10_000, socketTimeout: 20_000 });

  async function send(cause: string): Promise<void> {
    const mail = await app
      .db<WrittenEmail & { cause: string; state: string }>('emails')
      .where({ cause })
      .whereIn('state', ['queued', 'failed'])
      .first('id', 'to_address', 'subject', 'text_body', 'html_body');
    if (!mail) return;
    const { id } = mail;
    crashPoint('mail: written, not sent');
    if (transport === null) {
      await app.db('emails').where({ id }).update({ state: 'kept' });
      return;
    }
    try {
      await transport.sendMail({
        from: mailFrom,
        to: mail.to_address,
        subject: mail.subject,
        text: mail.text_body,
        html: mail.html_body,
        messageId: `<${id}@holdfast>`,
        attachments: await Promise.all(
          codesIn(mail.html_body).map(async (code) => ({
            filename: `${code}.png`,
            cid: code,
            content: await qrcode.toBuffer(code, { margin: 4, width: 360 }),
          })),
        ),
      });
      crashPoint('mail: sent, not marked');
      await app
        .db('emails')
        .where({ id })
        .update({ state: 'sent', sent_at: app.db.raw('now()'), error: null });
    } catch (error) {
      await app
        .db('emails')
        .where({ id })
        .update({ state: 'failed', error: (error as Error).message });
      throw error;
    }
  }

  return {
    send,
    async write(cause, reservationId, email) {
      if (email.to === '') return;
      await inTransaction(app.db, (trx) => writeEmail(trx, cause, reservationId, email));
      await send(cause);
    },
  };
}
