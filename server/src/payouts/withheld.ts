/** Withheld tax as finance sees it: given back before it goes to the IRS, paid to it, and of whom the IRS told. */
import type { newWithholdingDeposit, WithheldTax, Withholding } from '@holdfast/shared/payouts';
import type { z } from 'zod';
import { ourBank, owedTo, post, withheldTaxes } from '../ledger/index.ts';
import { instantOf } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';
import { lockPayouts } from './lockRun.ts';

interface Row extends Pick<Withholding, 'id' | 'why' | 'amount'> {
  consignor_id: string;
  name: string;
  gross_amount: number;
  at: Date;
  returned_at: Date | null;
  return_reason: string | null;
  this_year: boolean;
}

/** What is withheld and not paid to the IRS yet, by the books; US cents. */
async function liabilityOf(trx: Trx): Promise<number> {
  const [row] = await queryPrepared<{ amount: number }>(
    trx,
    'SELECT coalesce(-sum(amount), 0)::bigint AS amount FROM ledger_postings WHERE account = $1',
    [withheldTaxes],
  );
  return row?.amount ?? 0;
}

const rowsOf = (trx: Trx, id: string | null, consignorId: string | null) =>
  queryPrepared<Row>(
    trx,
    `SELECT w.id, w.consignor_id, c.name, w.why, w.gross_amount, w.amount, w.at, w.returned_at, w.return_reason,
       date_trunc('year', stats_day(w.at)::timestamp) = date_trunc('year', stats_day(now())::timestamp) AS this_year
     FROM payout_withholdings w JOIN consignors_named c ON c.id = w.consignor_id
     WHERE ($1::text IS NULL OR w.id = $1) AND ($2::text IS NULL OR c.id = $2 OR c.merged_into = $2) ORDER BY w.id DESC LIMIT 200`,
    [id, consignorId],
  );

const present = (row: Row, liability: number): Withholding => ({
  id: row.id,
  consignor: { id: row.consignor_id, name: row.name },
  why: row.why,
  gross: row.gross_amount,
  amount: row.amount,
  at: row.at.toISOString(),
  returned: row.returned_at && { at: row.returned_at.toISOString(), reason: row.return_reason ?? '' },
  mayReturn: row.returned_at === null && row.this_year && liability >= row.amount,
});

/** @param consignorId whose; null: everybody's */
export async function showWithheld(trx: Trx, consignorId: string | null = null): Promise<WithheldTax> {
  const liability = await liabilityOf(trx);
  const deposits = await queryPrepared<{
    id: string;
    amount: number;
    paid_on: string;
    reference: string;
    by: string;
  }>(
    trx,
    `SELECT d.id, d.amount, d.paid_on, d.reference, coalesce(p.name, d.by) AS by FROM payout_withholding_deposits d
     LEFT JOIN accounts_people_named p ON p.id = d.by ORDER BY d.id DESC LIMIT 200`,
    [],
  );
  return {
    id: 'withheld',
    liability,
    withholdings: (await rowsOf(trx, null, consignorId)).map((row) => present(row, liability)),
    deposits: deposits.map(({ paid_on: paidOn, ...deposit }) => ({ ...deposit, paidOn })),
  };
}

/**
 * Gives withheld tax back to its consignor: the next payout pays it. Source: Treas. Reg. 31.6413(a)-3: erroneous withholding may be
 * refunded within its calendar year, and before it is paid to the IRS; afterwards the payee claims it on the tax return.
 * @throws Problem `not_found`, `transition_refused`
 */
export async function returnWithheld(
  trx: Trx,
  id: string,
  reason: string,
  principal: Principal,
): Promise<void> {
  await lockPayouts(trx);
  const [row] = await rowsOf(trx, id, null);
  if (!row) throw notFound('withheld tax');
  if (!present(row, await liabilityOf(trx)).mayReturn)
    throw new Problem(
      'transition_refused',
      row.returned_at
        ? 'It was given back already. Nothing was changed.'
        : 'Its year is over, or it was paid to the IRS: the consignor claims it on their tax return. Nothing was changed.',
      { accepts: [] },
    );
  await bookReturn(trx, row, reason, principal.by);
  await audit(trx, principal, [
    {
      what: 'consignor.returnWithheld',
      subject: row.consignor_id,
      reason,
      before: { withheldAmount: row.amount },
      after: { withheldAmount: 0 },
    },
  ]);
}

async function bookReturn(
  trx: Trx,
  { id, consignor_id, amount }: Pick<Row, 'id' | 'consignor_id' | 'amount'>,
  reason: string,
  by: string,
): Promise<void> {
  const at = await instantOf(trx);
  const [consignor] = await queryPrepared<{ root: string }>(trx, 'SELECT payout_root($1) AS root', [
    consignor_id,
  ]);
  const [transactionId] = await post(trx, [
    {
      kind: 'withholdingReturned',
      cause: `${id}/returned`,
      reservationId: null,
      paymentId: null,
      currency: 'USD',
      at,
      entries: [
        { account: withheldTaxes, amount },
        { account: owedTo(consignor?.root ?? consignor_id), amount: -amount },
      ],
    },
  ]);
  await queryPrepared(
    trx,
    `UPDATE payout_withholdings SET returned_transaction_id = $2, returned_at = $3, returned_by = $4, return_reason = $5 WHERE id = $1`,
    [id, transactionId, at, by, reason],
  );
}

/**
 * What was withheld from payouts that aren't paid after all is given back with their other lines, so that the next run withholds
 * from what it pays. What was paid to the IRS meanwhile, or is of an earlier year, stays withheld, and is a line of the next payout.
 */
export async function releaseWithheld(trx: Trx, payoutIds: readonly string[], by: string): Promise<void> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT DISTINCT w.id, w.consignor_id, w.amount, date_trunc('year', stats_day(w.at)::timestamp) = date_trunc('year', stats_day(now())::timestamp) AS this_year
     FROM payout_withholdings w JOIN payout_lines l ON l.transaction_id = w.transaction_id
     WHERE l.payout_id = ANY($1::text[]) AND w.returned_at IS NULL ORDER BY w.id`,
    [payoutIds],
  );
  let liability = rows.length === 0 ? 0 : await liabilityOf(trx);
  for (const row of rows) {
    if (!row.this_year || row.amount > liability) continue;
    await bookReturn(trx, row, 'The payout isn’t paid', by);
    liability -= row.amount;
  }
}

/**
 * Withheld tax was paid to the IRS.
 * @throws Problem `validation_failed` for a day ahead, or more than is withheld
 */
export async function depositWithheld(
  trx: Trx,
  { amount, paidOn, reference }: z.output<typeof newWithholdingDeposit>,
  principal: Principal,
): Promise<void> {
  await lockPayouts(trx);
  if (paidOn > (await marketToday(trx)))
    throw fieldsRefused([
      { field: 'paidOn', code: 'too_big', message: 'Give the day on which it was paid, not one ahead.' },
    ]);
  if (amount > (await liabilityOf(trx)))
    throw fieldsRefused([
      {
        field: 'amount',
        code: 'too_big',
        message: 'That is more than is withheld and not paid to the IRS yet.',
      },
    ]);
  const id = newId('withholdingDeposit');
  const at = await instantOf(trx);
  const [transactionId] = await post(trx, [
    {
      kind: 'withholdingPaid',
      cause: id,
      reservationId: null,
      paymentId: null,
      currency: 'USD',
      at,
      entries: [
        { account: withheldTaxes, amount },
        { account: ourBank, amount: -amount },
      ],
    },
  ]);
  await queryPrepared(
    trx,
    `INSERT INTO payout_withholding_deposits (id, amount, paid_on, reference, transaction_id, at, by) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, amount, paidOn, reference, transactionId, at, principal.by],
  );
  await audit(trx, principal, [
    {
      what: 'taxYear.deposit',
      subject: paidOn.slice(0, 4),
      before: null,
      after: { amount, paidOn, reference },
    },
  ]);
}

/** Why and since when the IRS said that tax is withheld; null: it didn't. */
export async function noticeOf(
  trx: Trx,
  consignorId: string,
): Promise<{ reason: string; at: string } | null> {
  const [row] = await queryPrepared<{ reason: string; at: Date }>(
    trx,
    'SELECT reason, at FROM payout_withholding_notices WHERE consignor_id = $1',
    [consignorId],
  );
  return row ? { reason: row.reason, at: row.at.toISOString() } : null;
}

/** Records that the IRS told of backup withholding. @throws Problem `not_found` */
export async function recordNotice(
  trx: Trx,
  consignorId: string,
  reason: string,
  principal: Principal,
): Promise<void> {
  const [consignor] = await queryPrepared(
    trx,
    'SELECT 1 AS one FROM consignors_named WHERE id = $1 AND merged_into IS NULL AND NOT is_marketplace',
    [consignorId],
  );
  if (!consignor) throw notFound('consignor');
  const before = await noticeOf(trx, consignorId);
  await queryPrepared(
    trx,
    `INSERT INTO payout_withholding_notices (consignor_id, reason, at, by) VALUES ($1, $2, now(), $3)
     ON CONFLICT (consignor_id) DO UPDATE SET reason = EXCLUDED.reason, at = EXCLUDED.at, by = EXCLUDED.by`,
    [consignorId, reason, principal.by],
  );
  await audit(trx, principal, [
    {
      what: 'consignor.withholdingNotice',
      subject: consignorId,
      reason,
      before: { reason: before?.reason ?? null },
      after: { reason },
    },
  ]);
}

/** The IRS no longer says so. @throws Problem `nothing_to_do` */
export async function endNotice(
  trx: Trx,
  consignorId: string,
  reason: string,
  principal: Principal,
): Promise<void> {
  const [before] = await queryPrepared<{ reason: string }>(
    trx,
    'DELETE FROM payout_withholding_notices WHERE consignor_id = $1 RETURNING reason',
    [consignorId],
  );
  if (!before) throw new Problem('nothing_to_do', 'No notice of the IRS is recorded for this consignor.');
  await audit(trx, principal, [
    { what: 'consignor.endWithholdingNotice', subject: consignorId, reason, before, after: { reason: null } },
  ]);
}
