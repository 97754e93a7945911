/** From the table of mails to the mail server, or, where none is set, to the outbox that the back office shows. */
import { createTransport } from 'nodemailer';
import qrcode from 'qrcode';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, run, type Trx } from '../platform/db/index.ts';
import type { House } from '../platform/house.ts';
import { newId } from '../platform/ids.ts';
import type { Letter } from './templates.ts';

/** The pictures that a mail's HTML names: `cid:CODE`. */
export function codesIn(html: string): string[] {
  return [...new Set([...html.matchAll(/cid:([0-9A-Z]+)/g)].map(([, code]) => code as string))];
}

/** Writes a letter once per cause. */
export async function writeMail(
  trx: Trx,
  cause: string,
  reservationId: string | null,
  letter: Letter,
): Promise<void> {
  await run(
    trx,
    `INSERT INTO mails (id, cause, kind, to_address, subject, text_body, html_body, reservation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (cause) DO NOTHING`,
    [newId('mail'), cause, letter.kind, letter.to, letter.subject, letter.text, letter.html, reservationId],
  );
}

interface WrittenMail {
  id: string;
  to_address: string;
  subject: string;
  text_body: string;
  html_body: string;
}

export interface Deliver {
  /** Writes a letter once per cause, and sends it unless it has gone already. */
  write(cause: string, reservationId: string | null, letter: Letter): Promise<void>;
  /** Sends what is written, unless it has gone already. */
  send(cause: string): Promise<void>;
}

/**
 * Opens the way out. A mail goes at least once: its Message-ID is its id, so that a mail program shows a second one as
 * the same.
 * @throws when the server refuses it: the mail is marked, and the job tried again
 */
export function createDeliver(house: House): Deliver {
  const { smtpUrl, mailFrom } = house.config;
  const transport =
    smtpUrl === null
      ? null
      : createTransport({ url: smtpUrl, pool: true, connectionTimeout: 10_000, socketTimeout: 20_000 });

  async function send(cause: string): Promise<void> {
    const mail = await house
      .db<WrittenMail & { cause: string; state: string }>('mails')
      .where({ cause })
      .whereIn('state', ['queued', 'failed'])
      .first('id', 'to_address', 'subject', 'text_body', 'html_body');
    if (!mail) return;
    const { id } = mail;
    crashPoint('mail: written, not sent');
    if (transport === null) {
      await house.db('mails').where({ id }).update({ state: 'kept' });
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
      await house
        .db('mails')
        .where({ id })
        .update({ state: 'sent', sent_at: house.db.raw('now()'), error: null });
    } catch (error) {
      await house
        .db('mails')
        .where({ id })
        .update({ state: 'failed', error: (error as Error).message });
      throw error;
    }
  }

  return {
    send,
    async write(cause, reservationId, letter) {
      if (letter.to === '') return;
      await inTransaction(house.db, (trx) => writeMail(trx, cause, reservationId, letter));
      await send(cause);
    },
  };
}
