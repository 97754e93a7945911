/** The payout's machine, tied to its rows and the books. */
import { payoutContext, payoutMachine } from '@holdfast/shared/payouts/machines';
import { ourBank, owedTo, post } from '../ledger/index.ts';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

type Calls<Name extends string> = ActionCall<typeof payoutMachine, Name>[];

/** Posts what left the bank for consignors, or came back. Who was merged since is the one that they were merged into. */
const book =
  (kind: 'payout' | 'payoutReturned') =>
  async (trx: Trx, calls: Calls<'bookPaid' | 'bookReturned'>): Promise<void> => {
    const rows = await queryPrepared<{ id: string; root: string }>(
      trx,
      'SELECT id, coalesce(merged_into, id) AS root FROM consignors_named WHERE id = ANY($1::text[])',
      [calls.map(({ context }) => context.consignorId)],
    );
    const roots = new Map(rows.map(({ id, root }) => [id, root]));
    await post(
      trx,
      calls.map(({ actorId, version, at, context: { consignorId, amount, currency } }) => {
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
            { account: ourBank, amount: -paid },
          ],
        };
      }),
    );
  };

async function releaseLines(trx: Trx, calls: Calls<'releaseLines'>): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE payout_lines SET released_at = now() WHERE payout_id = ANY($1::text[]) AND released_at IS NULL',
    [calls.map(({ actorId }) => actorId)],
  );
}

export const payoutActor = defineActor(payoutMachine, {
  prefix: 'pyt',
  table: 'payouts',
  context: payoutContext,
  messages: {
    approve: null,
    drop: null,
    pay: { label: 'It was paid', needsReason: false },
    return: { label: 'It came back', needsReason: true },
    retry: { label: 'Pay it once more', needsReason: false },
    cancel: { label: 'Don’t pay it', needsReason: true },
  },
  inTransaction: { bookPaid: book('payout'), bookReturned: book('payoutReturned'), releaseLines },
  jobs: {
    mailPaid: ({ actorId, version }) => ({
      task: 'notifications.mailPayout',
      payload: { payoutId: actorId, version },
    }),
  },
});
