/** Adjustments: what finance gives a consignor or takes from them besides sales; above the limit a second person decides. */
import { formatMoney, type Money, marketplaceCurrency } from '@holdfast/shared/money';
import { adjustmentNames, type NewAdjustment, newAdjustment } from '@holdfast/shared/payouts';
import {
  type ApprovableCommand,
  approvedReason,
  needsSecondPerson,
  requestApproval,
} from '../approvals/index.ts';
import { adjustments, owedTo, post } from '../ledger/index.ts';
import { type Engine, instantOf } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { notFound } from '../platform/problem.ts';

/** The name under which adjustments wait for a second person. */
export const adjustmentCommand = 'payouts.adjust';

/** Books an adjustment, or asks for a second person where it is above the limit. @throws Problem `not_found`, `approval_waits` */
export async function adjustOrAsk(
  trx: Trx,
  engine: Engine,
  consignorId: string,
  adjustment: NewAdjustment,
  principal: Principal,
): Promise<void> {
  const { name } = await lockConsignor(trx, consignorId);
  const { amount, kind, reason } = adjustment;
  if (!(await needsSecondPerson(trx, amount))) return adjust(trx, consignorId, adjustment, principal);
  const money: Money = { amount, currency: marketplaceCurrency };
  await requestApproval(
    trx,
    engine,
    {
      command: adjustmentCommand,
      subject: consignorId,
      reservationId: null,
      words: `${adjustmentNames[kind]}, ${formatMoney(money)}, ${name}`,
      ...money,
      body: { kind, amount },
      reason,
    },
    principal,
  );
}

/** Runs what a second person approved. */
export const approvedAdjustment: ApprovableCommand = {
  roles: ['finance'],
  async run(trx, request, _seenVersion, principal) {
    const { subject, body } = request;
    await lockConsignor(trx, subject);
    const asked = newAdjustment.parse({ ...body, reason: approvedReason(request) });
    await adjust(trx, subject, asked, principal);
  },
};

async function lockConsignor(trx: Trx, id: string): Promise<{ name: string }> {
  const [row] = await queryPrepared<{ name: string }>(
    trx,
    'SELECT name FROM consignors_named WHERE id = $1 AND merged_into IS NULL AND NOT is_marketplace',
    [id],
  );
  if (!row) throw notFound('consignor');
  return row;
}

/** Books an adjustment. @param instant when; left out: now */
export async function adjust(
  trx: Trx,
  consignorId: string,
  { kind, amount, reason }: NewAdjustment,
  principal: Principal,
  instant?: string,
): Promise<void> {
  const id = newId('adjustment');
  const at = instant ?? (await instantOf(trx));
  const given = kind === 'goodwill' || kind === 'inFavor' ? amount : -amount;
  const [transactionId] = await post(trx, [
    {
      kind: 'adjustment',
      cause: id,
      reservationId: null,
      paymentId: null,
      currency: marketplaceCurrency,
      at,
      entries: [
        { account: adjustments, amount: given },
        { account: owedTo(consignorId), amount: -given },
      ],
    },
  ]);
  await queryPrepared(
    trx,
    `INSERT INTO payout_adjustments (id, consignor_id, kind, reason, transaction_id, at, by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, consignorId, kind, reason, transactionId, at, principal.by],
  );
  await audit(trx, principal, [
    {
      what: 'consignor.adjust',
      subject: consignorId,
      reason,
      before: null,
      after: { kind, amount: given, currency: marketplaceCurrency },
    },
  ]);
}
