/** What a file of a run would have, decided before anything is written: the dry run and the file itself are the same. */
import { kindOfCurrency } from '@holdfast/shared/bankAccounts';
import type { BankFileFormat, BankRefusal } from '@holdfast/shared/bankFiles';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { marketplaceZone, wallDate } from '@holdfast/shared/time';
import { openBankDetails, originsOf } from '../bankAccounts/index.ts';
import { financeHolds, isPaidByStripe, taxHolds } from '../payouts/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { marketToday } from '../stats/index.ts';
import type { BankFileDraft, BankPayment } from './payment.ts';
import { fileRefusals, paymentRefusals } from './refusals/index.ts';

/** A file as it would be. */
export interface DraftedFile {
  draft: BankFileDraft;
  problems: BankRefusal[];
  leftOut: Array<{ payment: BankPayment; refusals: BankRefusal[] }>;
}

/** Keys of a file's lines. */
export interface LineKeys {
  reference: string;
  trace: string;
}

/** Keys as a dry run has them: no number is used up. */
export const trialKeys = (count: number): LineKeys[] =>
  Array.from({ length: count }, (_, at) => ({ reference: referenceOf(at), trace: traceDigits(at) }));

/** Keys of real lines, each given once. */
export const newKeys = async (trx: Trx, count: number): Promise<LineKeys[]> => {
  const rows = await queryPrepared<{ reference: number; trace: number }>(
    trx,
    `SELECT nextval('bank_references') AS reference, nextval('bank_traces') AS trace FROM generate_series(1, $1::int)`,
    [count],
  );
  return rows.map((row) => ({ reference: referenceOf(row.reference), trace: traceDigits(row.trace) }));
};
/** Fifteen characters, as an ACH entry has room for; letters and digits alone, as banks take them. */
const referenceOf = (number: number) => `HFP${String(number).padStart(12, '0')}`;
const traceDigits = (number: number) => String(number).padStart(7, '0');

/** The format that pays in the marketplace's currency; null: none does. */
export function formatNow(): BankFileFormat | null {
  const kind = kindOfCurrency(marketplaceCurrency);
  return kind === undefined ? null : kind === 'sepa' ? 'pain001' : 'nacha';
}

interface Row {
  id: string;
  consignor_id: string;
  name: string;
  amount: number;
  currency: string;
  account_id: string | null;
  hold: BankPayment['hold'];
}

/** Approved payouts of a run that go to bank data, with that which is in use. Who was merged since is the one that they were merged into. */
export const payoutsToSend = (trx: Trx, runId: string): Promise<Row[]> =>
  queryPrepared<Row>(
    trx,
    `SELECT o.id, c.id AS consignor_id, c.name, o.amount, o.currency, b.account_id,
       coalesce((SELECT s.hold FROM connected_accounts_standing s WHERE s.consignor_id = c.id), b.hold) AS hold FROM payouts_made o
     JOIN consignors_named m ON m.id = o.consignor_id JOIN consignors_named c ON c.id = coalesce(m.merged_into, m.id)
     LEFT JOIN bank_accounts_standing b ON b.consignor_id = c.id
     WHERE o.run_id = $1 AND payout_is_topay(o.state) AND NOT ${isPaidByStripe('c.id')} ORDER BY o.amount DESC, o.id`,
    [runId],
  );

/** The code with which the bank refused or returned the last payout to these bank data, of those where it did. */
async function lastWordsOf(trx: Trx, accountIds: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await queryPrepared<{ id: string; code: string | null; outcome: string }>(
    trx,
    `SELECT DISTINCT ON (a.bank_account_id) a.bank_account_id AS id, l.code, l.outcome
     FROM payouts_attempts a JOIN bank_answer_lines l ON l.attempt_id = a.id
     WHERE a.bank_account_id = ANY($1::text[]) AND l.outcome IN ('paid', 'failed', 'returned')
     ORDER BY a.bank_account_id, a.begun_at DESC, l.answer_id DESC, l.line DESC`,
    [accountIds],
  );
  return new Map(rows.flatMap(({ id, code, outcome }) => (outcome === 'paid' ? [] : [[id, code]])));
}

/**
 * @param messageId the key of the file
 * @param keysOf keys for so many lines
 * @throws Problem `transition_refused` for bank data that was sealed under an earlier secret
 */
export async function draftFile(
  trx: Trx,
  {
    secret,
    runId,
    paysOn,
    messageId,
    format,
  }: { secret: string; runId: string; paysOn: string; messageId: string; format: BankFileFormat },
  keysOf: (count: number) => LineKeys[] | Promise<LineKeys[]>,
): Promise<DraftedFile> {
  const rows = await payoutsToSend(trx, runId);
  const keys = await keysOf(rows.length);
  const accounts = rows.flatMap(({ account_id }) => (account_id === null ? [] : [account_id]));
  const details = await openBankDetails(trx, secret, accounts);
  const lastWords = await lastWordsOf(trx, accounts);
  const consignorIds = rows.map(({ consignor_id }) => consignor_id);
  const held = await financeHolds(trx, consignorIds);
  const untaxed = await taxHolds(trx, consignorIds);
  const payments = rows.map(
    (row, at): BankPayment => ({
      payoutId: row.id,
      consignor: { id: row.consignor_id, name: row.name },
      amount: row.amount,
      currency: row.currency,
      ...(keys[at] as LineKeys),
      details: row.account_id === null ? null : (details.get(row.account_id) ?? null),
      bankAccountId: row.account_id,
      lastWord: row.account_id === null ? null : (lastWords.get(row.account_id) ?? null),
      hold: held.has(row.consignor_id) ? 'finance' : untaxed.has(row.consignor_id) ? 'tax' : row.hold,
    }),
  );
  const today = await marketToday(trx);
  const draft: BankFileDraft = {
    format,
    messageId,
    modifier: await modifierOf(trx, format),
    madeAt: wallDate(Date.now(), marketplaceZone).toISOString().slice(0, 19),
    today,
    paysOn,
    currency: marketplaceCurrency,
    origins: await originsOf(trx, secret),
    payments: [],
  };
  const judged = payments.map((payment) => ({ payment, refusals: paymentRefusals(payment, draft) }));
  const file = {
    ...draft,
    payments: judged.filter(({ refusals }) => refusals.length === 0).map(({ payment }) => payment),
  };
  return {
    draft: file,
    problems: fileRefusals(file),
    leftOut: judged.filter(({ refusals }) => refusals.length > 0),
  };
}

const modifiers = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Tells ACH files of one day apart; empty where there were too many. */
async function modifierOf(trx: Trx, format: BankFileFormat): Promise<string> {
  if (format !== 'nacha') return '';
  const [row] = await queryPrepared<{ made: number }>(
    trx,
    `SELECT count(*)::int AS made FROM bank_files WHERE format = 'nacha' AND stats_day(made_at) = stats_day(now())`,
    [],
  );
  return modifiers[row?.made ?? 0] ?? '';
}
