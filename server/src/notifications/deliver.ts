/** From the table of mails to the mail server, or, where none is set, to the outbox that the back office shows. */
import { createTransport } from 'nodemailer';
import qrcode from 'qrcode';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, run } from '../platform/db/index.ts';
import type { House } from '../platform/house.ts';
import { newId } from '../platform/ids.ts';
import type { Letter } from './templates.ts';

/** The pictures that a mail's HTML names: `cid:CODE`. */
export function codesIn(html: string): string[] {
  return [...new Set([...html.matchAll(/cid:([0-9A-Z]+)/g)].map(([, code]) => code as string))];
}

/**
 * Writes a letter once per cause.
 * @returns its id, or null when a mail of that cause has gone already
 */
async function write(
  house: House,
  cause: string,
  reservationId: string | null,
  letter: Letter,
): Promise<string | null> {
  return inTransaction(house.db, async (trx) => {
    await run(
      trx,
      `INSERT INTO mails (id, cause, kind, to_address, subject, text_body, html_body, reservation_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (cause) DO NOTHING`,
      [newId('mail'), cause, letter.kind, letter.to, letter.subject, letter.text, letter.html, reservationId],
    );
    const [mail] = await run<{ id: string; state: string }>(
      trx,
      'SELECT id, state FROM mails WHERE cause = $1',
      [cause],
    );
    return mail && (mail.state === 'queued' || mail.state === 'failed') ? mail.id : null;
  });
}

export type Deliver = (cause: string, reservationId: string | null, letter: Letter) => Promise<void>;

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

  return async (cause, reservationId, letter) => {
    if (letter.to === '') return;
    const id = await write(house, cause, reservationId, letter);
    if (id === null) return;
    crashPoint('mail: written, not sent');
    if (transport === null) {
      await house.db('mails').where({ id }).update({ state: 'kept' });
      return;
    }
    try {
      await transport.sendMail({
        from: mailFrom,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        messageId: `<${id}@holdfast>`,
        attachments: await Promise.all(
          codesIn(letter.html).map(async (code) => ({
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
        .update({ state: 'sent', sent_at: house.db.fn.now(), error: null });
    } catch (error) {
      await house
        .db('mails')
        .where({ id })
        .update({ state: 'failed', error: (error as Error).message });
      throw error;
    }
  };
}
