/** Attempts: each way out of a payout is a row, written in the transition that begins or ends it, with its entry of the books. */
import type { payoutMachine } from '@holdfast/shared/payouts/machines';
import { atStripe, ourBank, owedTo, post } from '../ledger/index.ts';
import type { ActionCall } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

type Calls<Name extends string> = ActionCall<typeof payoutMachine, Name>[];

/** Posts what left the bank, or the balance at Stripe, for consignors, or came back. Who was merged since is the one that they were merged into. */
async function book(
  trx: Trx,
  kind: 'payout' | 'payoutReturned',
  calls: Calls<'beginAttempt' | 'endAttempt'>,
): Promise<void> {
  const rows = await queryPrepared<{ id: string; root: string }>(
    trx,
    'SELECT id, coalesce(merged_into, id) AS root FROM consignors_named WHERE id = ANY($1::text[])',
    [calls.map(({ context }) => context.consignorId)],
  );
  const roots = new Map(rows.map(({ id, root }) => [id, root]));
  await post(
    trx,
    calls.map(({ actorId, version, at, context: { consignorId, amount, currency, way } }) => {
      const paid = kind === 'payout' ? amount : -amount;
      return {
        kind,
        cause: `${actorId}/${version}`,
        reservationId: null,
        paymentId: null,
        currency,
        at,
        entries: [
          { account: owedTo(roots.get(consignorId) ?? consignorId), amount: paid },
          { account: way === 'stripe' ? atStripe : ourBank, amount: -paid },
        ],
      };
    }),
  );
}

/** What was owed is on its way, or paid. */
export async function beginAttempt(trx: Trx, calls: Calls<'beginAttempt'>): Promise<void> {
  const { from, value } = records(
    calls.map(({ actorId, version, at, by, context: { attempts, amount, currency }, params }) => ({
      ...params,
      payoutId: actorId,
      number: attempts,
      amount,
      currency,
      begunAt: at,
      begunBy: by,
      begunVersion: version,
    })),
    {
      id: 'text',
      payoutId: 'text',
      number: 'integer',
      way: 'text',
      reference: 'text',
      fileId: 'text',
      bankAccountId: 'text',
      amount: 'bigint',
      currency: 'text',
      state: 'text',
      paidOn: 'date',
      begunAt: 'timestamptz',
      begunBy: 'text',
      begunVersion: 'integer',
      connectedAccountId: 'text',
    },
  );
  await queryPrepared(
    trx,
    `INSERT INTO payout_attempts (id, payout_id, number, way, reference, file_id, bank_account_id, amount, currency, state, paid_on, begun_at,
       begun_by, begun_version, connected_account_id) SELECT n.* FROM ${from}`,
    [value],
  );
  await book(trx, 'payout', calls);
}

/** The bank or Stripe paid it: the books have it already. */
export async function settleAttempt(trx: Trx, calls: Calls<'settleAttempt'>): Promise<void> {
  const { from, value } = records(
    calls.map(({ actorId, params }) => ({ payoutId: actorId, ...params })),
    { payoutId: 'text', paidOn: 'date', transferId: 'text' },
  );
  await queryPrepared(
    trx,
    `UPDATE payout_attempts a SET state = 'paid', paid_on = n.paid_on, transfer_id = n.transfer_id FROM ${from} WHERE a.payout_id = n.payout_id AND a.state = 'sending'`,
    [value],
  );
}

/** Stripe is asked to take it back, or said why it doesn't. */
export async function noteReversal(trx: Trx, calls: Calls<'noteReversal'>): Promise<void> {
  const { from, value } = records(
    calls.map(({ actorId, at, params }) => ({ payoutId: actorId, at, ...params })),
    { payoutId: 'text', at: 'timestamptz', problem: 'text' },
  );
  await queryPrepared(
    trx,
    `UPDATE payout_attempts a SET reversal_problem = n.problem,
       reversal_asked_at = CASE WHEN n.problem IS NULL THEN n.at ELSE a.reversal_asked_at END
     FROM ${from} WHERE a.payout_id = n.payout_id AND a.state = 'paid'`,
    [value],
  );
}

/** The consignor doesn't have it: it is owed again. */
export async function endAttempt(trx: Trx, calls: Calls<'endAttempt'>): Promise<void> {
  const { from, value } = records(
    calls.map(({ actorId, at, version, params }) => ({ payoutId: actorId, at, version, ...params })),
    { payoutId: 'text', as: 'text', why: 'text', at: 'timestamptz', version: 'integer' },
  );
  await queryPrepared(
    trx,
    `UPDATE payout_attempts a SET state = n."as", reason = n.why, ended_at = n.at, ended_version = n.version FROM ${from}
     WHERE a.payout_id = n.payout_id AND a.state IN ('sending', 'paid')`,
    [value],
  );
  await book(trx, 'payoutReturned', calls);
}
