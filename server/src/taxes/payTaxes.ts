/** Taxes within what fans paid: what is owed to each place by the books, and what was paid to it. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { newTaxPayment, TaxesOwed, TaxPlace } from '@holdfast/shared/taxes';
import type { z } from 'zod';
import { ourBank, post } from '../ledger/index.ts';
import { instantOf } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';

/** SQL: the newest name of the place of a ledger's account. */
const placeOf = (account: string) =>
  `(SELECT t.jurisdiction FROM taxes_set t WHERE t.account = ${account} ORDER BY t.created_at DESC LIMIT 1)`;

/** @param account of one place; null: all that have entries */
const placesOf = (trx: Trx, account: string | null): Promise<TaxPlace[]> =>
  queryPrepared<TaxPlace>(
    trx,
    `SELECT p.account, ${placeOf('p.account')} AS jurisdiction,
       coalesce(-sum(p.amount) FILTER (WHERE p.kind <> 'taxRefund' AND p.kind <> 'taxPaid'), 0)::bigint AS collected,
       coalesce(sum(p.amount) FILTER (WHERE p.kind = 'taxRefund'), 0)::bigint AS refunded,
       coalesce(sum(p.amount) FILTER (WHERE p.kind = 'taxPaid'), 0)::bigint AS paid, coalesce(-sum(p.amount), 0)::bigint AS owed
     FROM ledger_postings p
     WHERE p.account IN (SELECT t.account FROM taxes_set t WHERE $1::text IS NULL OR t.account = $1) AND p.currency = $2
     GROUP BY p.account ORDER BY owed DESC, p.account`,
    [account, marketplaceCurrency],
  );

/** What is owed to every place, in the marketplace's currency. */
export async function showTaxesOwed(trx: Trx): Promise<TaxesOwed> {
  const payments = await queryPrepared<TaxesOwed['payments'][number]>(
    trx,
    `SELECT y.id, ${placeOf('y.account')} AS jurisdiction, y.amount, y.paid_on::text AS "paidOn", y.reference, coalesce(p.name, y.by) AS by
     FROM tax_payments y LEFT JOIN accounts_people_named p ON p.id = y.by ORDER BY y.id DESC LIMIT 200`,
    [],
  );
  return { id: 'taxes', currency: marketplaceCurrency, places: await placesOf(trx, null), payments };
}

/**
 * Tax was paid to the authority of a place.
 * @throws Problem `validation_failed` for a place to which nothing was ever owed, more than is owed, or a day ahead
 */
export async function payTax(
  trx: Trx,
  { account, amount, paidOn, reference }: z.output<typeof newTaxPayment>,
  principal: Principal,
): Promise<void> {
  // Two people at once don't pay what is owed twice.
  await trx.raw('LOCK TABLE tax_payments IN SHARE ROW EXCLUSIVE MODE');
  if (paidOn > (await marketToday(trx)))
    throw fieldsRefused([
      { field: 'paidOn', code: 'too_big', message: 'Give the day on which it was paid, not one ahead.' },
    ]);
  const [place] = await placesOf(trx, account);
  if (!place)
    throw fieldsRefused([
      {
        field: 'account',
        code: 'wrong',
        message: 'No tax was collected for this place. Choose another one.',
      },
    ]);
  if (amount > place.owed)
    throw fieldsRefused([
      { field: 'amount', code: 'too_big', message: `That is more than is owed to ${place.jurisdiction}.` },
    ]);
  const id = newId('taxPayment');
  const at = await instantOf(trx);
  const [transactionId] = await post(trx, [
    {
      kind: 'taxPaid',
      cause: id,
      reservationId: null,
      paymentId: null,
      currency: marketplaceCurrency,
      at,
      entries: [
        { account, amount },
        { account: ourBank, amount: -amount },
      ],
    },
  ]);
  await queryPrepared(
    trx,
    `INSERT INTO tax_payments (id, account, amount, currency, paid_on, reference, transaction_id, at, by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, account, amount, marketplaceCurrency, paidOn, reference, transactionId, at, principal.by],
  );
  await audit(trx, principal, [
    {
      what: 'tax.pay',
      subject: account,
      before: { jurisdiction: place.jurisdiction, owedAmount: place.owed },
      after: { jurisdiction: place.jurisdiction, owedAmount: place.owed - amount, amount, paidOn, reference },
    },
  ]);
}
