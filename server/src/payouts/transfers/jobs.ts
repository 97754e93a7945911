/** Stripe is asked for transfers, and to take them back. Each job may run twice: the attempt is the key by which Stripe acts once. */
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { z } from 'zod';
import { stripeIdsOf } from '../../connectedAccounts/index.ts';
import {
  makeTransfer,
  reverseTransfer,
  type StripeClient,
  type TransferOutcome,
} from '../../payments/index.ts';
import { type MessageOf, messageTo } from '../../platform/actors/index.ts';
import type { AppContext } from '../../platform/appContext.ts';
import { crashPoint } from '../../platform/crashPoint.ts';
import { inTransaction, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { marketToday } from '../../stats/index.ts';

type Message = MessageOf<typeof payoutMachine>;
const ofPayout = z.object({ id: z.string(), version: z.int() });
const taken = z.object({ transferId: z.string(), attemptId: z.string() });

const takenBack = 'Stripe took the transfer back.';

/** @returns handlers by the names of their jobs */
export function transferJobs(
  app: AppContext,
  stripe: StripeClient,
): Record<string, (payload: unknown) => Promise<void>> {
  const { db, engine } = app;
  /** Messages after one another; one that the payout refuses was known to it already. */
  const say = (trx: Trx, id: string, messages: readonly Message[]) =>
    messages.reduce(
      (before, message) =>
        before.then(async () => {
          await engine.apply(trx, [messageTo(payoutMachine, id, message, { by: 'stripe' })]);
        }),
      Promise.resolve(),
    );
  const read = (id: string) =>
    inTransaction(db, async (trx) => {
      const payout = (await engine.read(trx, payoutMachine, [id])).get(id);
      if (!payout) throw new Error(`${id} is gone`);
      const [attempt] = await queryPrepared<{ id: string; account: string; transfer_id: string | null }>(
        trx,
        'SELECT id, connected_account_id AS account, transfer_id FROM payout_attempts WHERE id = $1 AND connected_account_id IS NOT NULL',
        [payout.context.attemptId],
      );
      const destination = attempt && (await stripeIdsOf(trx, [attempt.account])).get(attempt.account);
      return { payout, attempt, destination };
    });

  return {
    async 'payouts.sendTransfer'(payload) {
      const { id } = ofPayout.parse(payload);
      const { payout, attempt, destination } = await read(id);
      if (payout.state !== 'sending' || !attempt || !destination) return;
      const { amount, currency } = payout.context;
      crashPoint('transfer: before Stripe is asked');
      const outcome = await makeTransfer(stripe, {
        attemptId: attempt.id,
        payoutId: id,
        reference: payout.context.reference ?? attempt.id,
        destination,
        amount,
        currency,
      });
      crashPoint('transfer: Stripe did, we have not heard');
      await inTransaction(db, async (trx) => {
        await say(trx, id, messagesOf(attempt.id, outcome, await marketToday(trx)));
        crashPoint('transfer: applied, not committed');
      });
      crashPoint('transfer: committed, job not ended');
    },
    async 'payouts.reverseTransfer'(payload) {
      const { id, version } = ofPayout.parse(payload);
      const { payout, attempt } = await read(id);
      if (payout.state !== 'paid' || !attempt?.transfer_id) return;
      const { id: attemptId, transfer_id: transferId } = attempt;
      crashPoint('reversal: before Stripe is asked');
      const key = `reversal/${attemptId}/${version}`;
      const outcome = await reverseTransfer(stripe, { transferId, attemptId, key });
      crashPoint('reversal: Stripe did, we have not heard');
      const message: Message = outcome
        ? { type: 'refuseReversal', attemptId, why: outcome.refused }
        : { type: 'reversed', attemptId, why: takenBack };
      await inTransaction(db, (trx) => say(trx, id, [message]));
    },
    async 'payouts.transferReversed'(payload) {
      const { transferId, attemptId } = taken.parse(payload);
      const [found] = await inTransaction(db, (trx) =>
        queryPrepared<{ payout_id: string }>(
          trx,
          `SELECT payout_id FROM payout_attempts WHERE id = $1 AND way = 'stripe' AND (transfer_id IS NULL OR transfer_id = $2)`,
          [attemptId, transferId],
        ),
      );
      if (!found) return;
      const outcome = { transferId, isReversed: true };
      await inTransaction(db, async (trx) =>
        say(trx, found.payout_id, messagesOf(attemptId, outcome, await marketToday(trx))),
      );
    },
  };
}

/** What an outcome means for the payout. One that was made and taken back before we heard of it is both, in this order. */
function messagesOf(attemptId: string, outcome: TransferOutcome, today: string): Message[] {
  if ('refused' in outcome) return [{ type: 'refuseTransfer', attemptId, why: outcome.refused }];
  const made: Message = {
    type: 'transferred',
    attemptId,
    transferId: outcome.transferId,
    paidOn: today,
  };
  return outcome.isReversed ? [made, { type: 'reversed', attemptId, why: takenBack }] : [made];
}
