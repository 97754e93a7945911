/** How a consignor is paid, as they and finance see it. */
import {
  type PaidBy,
  type PaidByHold,
  type PayoutChoice,
  type paidByHolds,
  type ConnectedAccount as Shown,
  whyNotReady,
} from '@holdfast/shared/connectedAccounts';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { waitingDaysOf } from '../bankAccounts/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { ConnectedAccount } from './ConnectedAccount.ts';
import { settingsRow } from './settings.ts';
import type { ConnectedAccountsStanding } from './views.ts';

/** A hold as the view has it. */
export type StandingHold = Pick<ConnectedAccountsStanding, 'state' | 'missing' | 'reason' | 'currency'> & {
  hold: (typeof paidByHolds)[number];
  /** ISO instant. */
  usable_from: string;
};

/** A hold in words. */
export const presentHold = ({
  hold,
  usable_from,
  state,
  missing,
  reason,
  currency,
}: StandingHold): PaidByHold => ({
  reason: hold,
  until: hold === 'paidByChanged' ? usable_from : null,
  why:
    hold === 'stripeNotReady'
      ? whyNotReady(
          { state: state ?? 'onboarding', missing: missing ?? [], reason, currency },
          marketplaceCurrency,
        )
      : null,
});

const present = (row: ConnectedAccount): Shown => ({
  id: row.id,
  state: row.state,
  why: whyNotReady(row, marketplaceCurrency),
  stripeId: row.stripeId,
  startedAt: row.startedAt.toISOString(),
  askedAt: row.askedAt?.toISOString() ?? null,
  payoutProblem:
    row.payoutProblem === null || row.problemAt === null
      ? null
      : { text: row.payoutProblem, at: row.problemAt.toISOString() },
});

/** @throws Problem `not_found` */
export async function showPayoutChoice(trx: Trx, consignorId: string): Promise<PayoutChoice> {
  const [consignor] = await queryPrepared(trx, 'SELECT 1 AS one FROM consignors_named WHERE id = $1', [
    consignorId,
  ]);
  if (!consignor) throw notFound('consignor');
  const [standing] = await queryPrepared<ConnectedAccountsStanding>(
    trx,
    'SELECT * FROM connected_accounts_standing WHERE consignor_id = $1',
    [consignorId],
  );
  const account = await ConnectedAccount.query(trx)
    .where({ consignor_id: consignorId })
    .whereNull('ended_at')
    .first();
  const paidBy: PaidBy = standing?.paid_by ?? 'bank';
  return {
    isOn: (await settingsRow(trx)).isOn,
    paidBy,
    account: account ? present(account) : null,
    hold: standing?.hold
      ? presentHold({
          ...standing,
          hold: standing.hold,
          usable_from: standing.usable_from.toISOString(),
        })
      : null,
    waitingDays: await waitingDaysOf(trx),
  };
}

/** The account in use of a consignor that Stripe knows. */
export async function accountInUse(
  trx: Trx,
  consignorId: string,
): Promise<{ id: string; stripeId: string } | null> {
  const row = await ConnectedAccount.query(trx)
    .where({ consignor_id: consignorId })
    .whereNull('ended_at')
    .first();
  return row?.stripeId ? { id: row.id, stripeId: row.stripeId } : null;
}

/** Stripe's ids of accounts by ours. */
export async function stripeIdsOf(trx: Trx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ id: string; stripe_id: string }>(
    trx,
    'SELECT id, stripe_id FROM connected_accounts WHERE id = ANY($1::text[]) AND stripe_id IS NOT NULL',
    [ids],
  );
  return new Map(rows.map(({ id, stripe_id }) => [id, stripe_id]));
}
