import { type Email, type Letter, renderLetter } from '../emailTemplates/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { Email as StoredEmail } from './Email.ts';

/** Renders an email and stores it once per cause; one without an address isn't stored. */
export async function writeEmail(
  trx: Trx,
  cause: string,
  reservationId: string | null,
  letter: Letter,
): Promise<void> {
  if (letter.to === '') return;
  // Another one of the same cause is there: what it says stands.
  if (await StoredEmail.query(trx).findOne({ cause })) return;
  await storeEmail(trx, cause, reservationId, await renderLetter(trx, letter));
}

/** Stores a rendered email once per cause. */
export async function storeEmail(
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
