import { readReach } from '../content/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { Email as StoredEmail } from './Email.ts';
import { type Email, signed } from './templates.ts';

/** Stores an email once per cause; one without an address isn't stored. */
export async function writeEmail(
  trx: Trx,
  cause: string,
  reservationId: string | null,
  unsigned: Email,
): Promise<void> {
  if (unsigned.to === '') return;
  const email = signed(unsigned, { ...(await readMarketplace(trx)), ...(await readReach(trx)) });
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
