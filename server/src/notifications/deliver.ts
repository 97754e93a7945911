/** Delivers emails to the mail server; without one they stay in the outbox that the back office shows. */
import { createTransport } from 'nodemailer';
import { type PartialModelObject, raw } from 'objection';
import qrcode from 'qrcode';
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { markTicketsEmailed } from '../reservations/index.ts';
import { Email as StoredEmail } from './Email.ts';
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
  await StoredEmail.query(trx)
    .insert({
      id: newId('email'),
      cause,
      kind: email.kind,
      toAddress: email.to,
      subject: email.subject,
      textBody: email.text,
      htmlBody: email.html,
      reservationId,
    })
    .onConflict('cause')
    .ignore();
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
    const mail = await StoredEmail.query(app.db).findOne({ cause }).whereIn('state', ['queued', 'failed']);
    if (!mail) return;
    const { id } = mail;
    const mark = (change: PartialModelObject<StoredEmail>) =>
      StoredEmail.query(app.db).findById(id).patch(change);
    crashPoint('mail: written, not sent');
    if (transport === null) {
      await mark({ state: 'kept' });
      return;
    }
    try {
      await transport.sendMail({
        from: mailFrom,
        to: mail.toAddress,
        subject: mail.subject,
        text: mail.textBody,
        html: mail.htmlBody,
        messageId: `<${id}@holdfast>`,
        attachments: await Promise.all(
          codesIn(mail.htmlBody).map(async (code) => ({
            filename: `${code}.png`,
            cid: code,
            content: await qrcode.toBuffer(code, { margin: 4, width: 360 }),
          })),
        ),
      });
      crashPoint('mail: sent, not marked');
      await inTransaction(app.db, async (trx) => {
        await StoredEmail.query(trx)
          .findById(id)
          .patch({ state: 'sent', sentAt: raw('now()'), error: null });
        if (mail.kind === 'order' && mail.reservationId !== null)
          await markTicketsEmailed(trx, mail.reservationId);
      });
    } catch (error) {
      await mark({ state: 'failed', error: (error as Error).message });
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
