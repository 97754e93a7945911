/** Emails that a higher room writes in the transaction of what they tell of. */
import { raw } from 'objection';
import type { Email, Letter } from '../emailTemplates/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { Email as StoredEmail } from './Email.ts';
import { queueSending } from './sendEmail.ts';
import { storeEmail, writeEmail } from './writeEmail.ts';

/** Renders and stores an email once per cause, and queues its first attempt. One without an address isn't stored. */
export async function postEmail(
  trx: Trx,
  cause: string,
  reservationId: string | null,
  letter: Letter,
): Promise<void> {
  await writeEmail(trx, cause, reservationId, letter);
  await queueStored(trx, cause);
}

/** As `postEmail`, of one that is rendered already. */
export async function postRendered(
  trx: Trx,
  cause: string,
  email: Email,
  reservationId: string | null = null,
): Promise<void> {
  await storeEmail(trx, cause, reservationId, email);
  await queueStored(trx, cause);
}

async function queueStored(trx: Trx, cause: string): Promise<void> {
  const stored = await StoredEmail.query(trx).findOne({ cause, state: 'queued' });
  if (stored) await queueSending(trx, stored.id);
}

/** Emails that failed are done with, because others are sent in their place. @param causes theirs */
export async function settleFailed(trx: Trx, causes: readonly string[]): Promise<void> {
  await StoredEmail.query(trx)
    .whereIn('cause', [...causes])
    .where({ state: 'failed' })
    .whereNull('settled_at')
    .patch({ settledAt: raw('now()') });
}
