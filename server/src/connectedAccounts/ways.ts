/** Which way a consignor is paid: another one is used after the waiting time of bank data, and an email tells of it at once. */
import type { PaidBy } from '@holdfast/shared/connectedAccounts';
import { waitingDaysOf } from '../bankAccounts/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { ConnectedAccount } from './ConnectedAccount.ts';

const dayMs = 86_400_000;

/** Whom it is about. */
export interface Payee {
  id: string;
  name: string;
  /** Their address now: a change of it meanwhile doesn't hide what happens. */
  email: string;
}

/** A consignor whose way to be paid is changed once at a time. @throws Problem `not_found` */
export async function lockPayee(trx: Trx, consignorId: string): Promise<Payee> {
  const [found] = await queryPrepared<Payee>(
    trx,
    'SELECT id, name, email FROM consignors_named WHERE id = $1 AND merged_into IS NULL AND NOT is_marketplace',
    [consignorId],
  );
  if (!found) throw notFound('consignor');
  // The number is arbitrary and used nowhere else.
  await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(707204, hashtext($1))', [consignorId]);
  return found;
}

/** What an email tells of the way to be paid. */
export type PayoutNews =
  | 'bank'
  | 'stripe'
  | 'enabled'
  | 'restricted'
  | 'rejected'
  | 'deauthorized'
  | 'payoutFailed'
  | 'invited';

/**
 * Queues the email.
 * @param cause of which there is one email
 * @param more when the way is used, and what happened as a sentence
 */
export async function tell(
  trx: Trx,
  { name, email }: Payee,
  news: PayoutNews,
  cause: string,
  { until = null, why = null }: { until?: string | null; why?: string | null } = {},
): Promise<void> {
  const task = 'notifications.mailPaidBy';
  await jobs.add(trx, [
    { task, payload: { cause, to: email, name, news, until, why }, key: `${task} ${cause}` },
  ]);
}

/** How a consignor is paid, whether or not the marketplace pays by Stripe now; who never chose is paid to bank data. */
export async function wayOf(trx: Trx, consignorId: string): Promise<{ paidBy: PaidBy; version: number }> {
  const [row] = await queryPrepared<{ paid_by: PaidBy; version: number }>(
    trx,
    'SELECT paid_by, version FROM connected_ways WHERE consignor_id = $1',
    [consignorId],
  );
  return { paidBy: row?.paid_by ?? 'bank', version: row?.version ?? 0 };
}

/** Takes another way; the same one changes nothing. @returns whether it was another one */
export async function takeWay(
  trx: Trx,
  payee: Payee,
  paidBy: PaidBy,
  principal: Principal,
  reason?: string,
): Promise<boolean> {
  const before = await wayOf(trx, payee.id);
  if (before.paidBy === paidBy) return false;
  const usableFrom = new Date(Date.now() + (await waitingDaysOf(trx)) * dayMs);
  await queryPrepared(
    trx,
    `INSERT INTO connected_ways AS w (consignor_id, paid_by, usable_from, changed_at, changed_by) VALUES ($1, $2, $3, now(), $4)
     ON CONFLICT (consignor_id) DO UPDATE SET paid_by = excluded.paid_by, usable_from = excluded.usable_from,
       changed_at = excluded.changed_at, changed_by = excluded.changed_by, version = w.version + 1`,
    [payee.id, paidBy, usableFrom, principal.by],
  );
  await audit(trx, principal, [
    {
      what: 'consignor.payoutWay',
      subject: payee.id,
      ...(reason === undefined ? {} : { reason }),
      before: { paidBy: before.paidBy },
      after: { paidBy, usableFrom: usableFrom.toISOString() },
    },
  ]);
  await tell(trx, payee, paidBy, `paidBy/${payee.id}/${before.version + 1}`, {
    until: usableFrom.toISOString(),
  });
  return true;
}

/**
 * Pays a consignor to bank data again, or by hand; their account at Stripe stays, and they may choose it again.
 * @throws Problem `not_found`, `nothing_to_do`
 */
export async function payToBank(
  trx: Trx,
  consignorId: string,
  principal: Principal,
  reason?: string,
): Promise<void> {
  const payee = await lockPayee(trx, consignorId);
  const left = await ConnectedAccount.query(trx)
    .where({ consignor_id: consignorId, is_wanted: true })
    .whereNull('ended_at')
    .patch({ isWanted: false });
  if (!(await takeWay(trx, payee, 'bank', principal, reason)) && left === 0)
    throw new Problem('nothing_to_do', 'Payouts go to bank data already. Nothing was changed.');
}
