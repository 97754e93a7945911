/** An approved run's payouts to accounts at Stripe are sent: each as an attempt whose transfer a job asks Stripe for. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import { type TransferPlan, whyNotSent } from '@holdfast/shared/payouts';
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { presentHold, requireOn, type StandingHold } from '../../connectedAccounts/index.ts';
import { type Engine, messageTo } from '../../platform/actors/index.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { allowLong, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import { marketToday } from '../../stats/index.ts';
import { requireApproved } from '../lockRun.ts';

interface Row {
  id: string;
  consignor_id: string;
  name: string;
  amount: number;
  currency: string;
  account_id: string | null;
  finance_hold: string | null;
  standing: StandingHold & { hold: StandingHold['hold'] | null };
}

/** Approved payouts of a run whose consignors are paid by Stripe. Who was merged since is the one that they were merged into. */
const payoutsByStripe = (trx: Trx, runId: string): Promise<Row[]> =>
  queryPrepared<Row>(
    trx,
    `SELECT o.id, c.id AS consignor_id, c.name, o.amount, o.currency, s.account_id, h.reason AS finance_hold,
       jsonb_build_object('hold', s.hold, 'usable_from', to_char(s.usable_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'state', s.state, 'missing', s.missing, 'reason', s.reason, 'currency', s.currency) AS standing
     FROM payouts o JOIN consignors_named m ON m.id = o.consignor_id JOIN consignors_named c ON c.id = coalesce(m.merged_into, m.id)
     JOIN connected_accounts_standing s ON s.consignor_id = c.id AND s.paid_by = 'stripe'
     LEFT JOIN payout_holds h ON h.consignor_id = c.id
     WHERE o.run_id = $1 AND payout_is_topay(o.state) ORDER BY o.amount DESC, o.id`,
    [runId],
  );

function planOf(rows: readonly Row[]): TransferPlan & { rows: Row[] } {
  const judged = rows.map((row) => ({ row, why: whyLeftOut(row) }));
  const sent = judged.filter(({ why }) => why === null).map(({ row }) => row);
  return {
    rows: sent,
    payouts: sent.length,
    amount: { amount: sent.reduce((sum, { amount }) => sum + amount, 0), currency: marketplaceCurrency },
    leftOut: judged.flatMap(({ row, why }) =>
      why === null
        ? []
        : [
            {
              payoutId: row.id,
              consignor: { id: row.consignor_id, name: row.name },
              amount: row.amount,
              why,
            },
          ],
    ),
  };
}

/** Why a payout isn't sent now, a sentence; null: it is. */
function whyLeftOut({ finance_hold, standing, currency, account_id }: Row): string | null {
  if (finance_hold !== null) return `Finance holds payouts back: ${finance_hold}`;
  if (standing.hold !== null) return whyNotSent(presentHold({ ...standing, hold: standing.hold }));
  if (standing.currency !== null && standing.currency !== currency)
    return `The account takes ${standing.currency}, and this payout is in ${currency}.`;
  return account_id === null ? 'There is no account at Stripe.' : null;
}

/** What a transfer is called at Stripe and on statements: letters and digits of its attempt's id that no other one has. */
const referenceOf = (attemptId: string) => `HFS${attemptId.slice(-12).toUpperCase()}`;

/** What would be sent by Stripe now, and what not and why. @throws Problem `not_found`, `transition_refused` */
export async function previewTransfers(trx: Trx, runId: string): Promise<TransferPlan> {
  await requireOn(trx);
  await requireApproved(trx, runId);
  const { payouts, amount, leftOut } = planOf(await payoutsByStripe(trx, runId));
  return { payouts, amount, leftOut };
}

/**
 * Sends what may be sent by Stripe; each attempt is its transfer's key. What is left out stays to be paid.
 * @throws Problem `not_found`; `transition_refused` for a run that isn't approved, and while the marketplace doesn't pay by Stripe;
 *   `nothing_to_do`
 */
export async function sendTransfers(
  trx: Trx,
  engine: Engine,
  runId: string,
  principal: Principal,
): Promise<void> {
  await allowLong(trx);
  await requireOn(trx);
  await requireApproved(trx, runId);
  const { rows, amount, leftOut } = planOf(await payoutsByStripe(trx, runId));
  if (rows.length === 0)
    throw new Problem(
      'nothing_to_do',
      leftOut.length === 0
        ? 'No approved payout of this run goes to an account at Stripe. Nothing was sent.'
        : `Nothing can be sent by Stripe now. ${leftOut[0]?.consignor.name}: ${leftOut[0]?.why}`,
    );
  const paidOn = await marketToday(trx);
  const outcomes = await engine.apply(
    trx,
    rows.map(({ id, account_id }) => {
      const attemptId = newId('payoutAttempt');
      return messageTo(
        payoutMachine,
        id,
        {
          type: 'transfer',
          attemptId,
          reference: referenceOf(attemptId),
          paidOn,
          connectedAccountId: account_id ?? '',
        },
        { by: principal.by },
      );
    }),
  );
  if (outcomes.some(({ kind }) => kind !== 'applied'))
    throw new Problem(
      'version_conflict',
      'A payout of this run changed meanwhile. Nothing was sent. Look at the run again.',
    );
  await audit(trx, principal, [
    {
      what: 'payoutRun.transfer',
      subject: runId,
      before: { toSend: rows.length + leftOut.length },
      after: {
        toSend: leftOut.length,
        payouts: rows.length,
        amount: amount.amount,
        currency: amount.currency,
        leftOut: leftOut.map(({ payoutId }) => payoutId),
      },
    },
  ]);
}
