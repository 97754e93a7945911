/** The dry run of an answer: its lines against what is known now. Booking plans again, under locks, and does what the plan says. */
import { createHash } from 'node:crypto';
import type { BankAnswerPlan } from '@holdfast/shared/bankFiles';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { type Decision, decideAnswer, type Find, type KnownAttempt } from './decide.ts';
import type { AnswerFile } from './readAnswer.ts';
import type { ReadAnswer, Said } from './said.ts';

/** A planned answer, with what booking it needs. */
export interface PlannedAnswer {
  plan: BankAnswerPlan;
  decisions: Decision[];
  sha256: string;
}

/** What an answer does now. */
export async function planAnswer(trx: Trx, { answer, sha256 }: AnswerFile): Promise<PlannedAnswer> {
  const decisions = decideAnswer(answer.lines, await finder(trx, answer));
  const [booked] = await queryPrepared<{ id: string; uploaded_at: Date }>(
    trx,
    'SELECT id, uploaded_at FROM bank_answers WHERE sha256 = $1',
    [sha256],
  );
  const counts: BankAnswerPlan['counts'] = {};
  for (const { line } of decisions) counts[line.outcome] = (counts[line.outcome] ?? 0) + 1;
  const lines = decisions.map(({ line }, at) => ({ line: at + 1, ...line }));
  const digest = createHash('sha256')
    .update(`${sha256}\n${JSON.stringify(lines)}`)
    .digest('base64url');
  return {
    plan: {
      id: booked?.id ?? null,
      format: answer.format,
      digest,
      bookedAt: booked?.uploaded_at.toISOString() ?? null,
      counts,
      lines,
    },
    decisions,
    sha256,
  };
}

interface Row {
  id: string;
  payout_id: string;
  reference: string;
  trace: string | null;
  message_id: string;
  consignor_id: string;
  name: string;
  bank_account_id: string;
  in_use: boolean;
  amount: number;
  currency: string;
  state: KnownAttempt['state'];
}

/** What a line is about, of everything that the answer names. */
async function finder(trx: Trx, { lines }: ReadAnswer): Promise<Find> {
  const named = (key: 'reference' | 'trace' | 'messageId') =>
    lines.flatMap(({ about }) => (key in about ? [(about as Record<string, string>)[key] as string] : []));
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT a.id, a.payout_id, l.reference, l.trace, f.message_id, c.id AS consignor_id, c.name, a.bank_account_id, b.ended_at IS NULL AS in_use,
       a.amount, a.currency, a.state
     FROM bank_file_lines l JOIN bank_files f ON f.id = l.file_id JOIN payouts_attempts a ON a.id = l.attempt_id
     JOIN payouts_made o ON o.id = a.payout_id JOIN consignors_named c ON c.id = o.consignor_id JOIN bank_accounts_given b ON b.id = a.bank_account_id
     WHERE l.reference = ANY($1::text[]) OR l.trace = ANY($2::text[]) OR f.message_id = ANY($3::text[]) ORDER BY l.file_id DESC, l.line`,
    [named('reference'), named('trace'), named('messageId')],
  );
  const by = {
    reference: new Map<string, KnownAttempt[]>(),
    trace: new Map<string, KnownAttempt[]>(),
    messageId: new Map<string, KnownAttempt[]>(),
  };
  const add = (map: Map<string, KnownAttempt[]>, key: string, attempt: KnownAttempt) =>
    map.set(key, [...(map.get(key) ?? []), attempt]);
  for (const row of rows) {
    const attempt = present(row);
    add(by.reference, row.reference, attempt);
    // Traces begin again after ten million: the newest file is meant.
    if (row.trace !== null && !by.trace.has(row.trace)) by.trace.set(row.trace, [attempt]);
    const ofFile = by.messageId.get(row.message_id);
    if (ofFile) ofFile.push(attempt);
    else by.messageId.set(row.message_id, [attempt]);
  }
  return ({ about }: Said) => {
    if ('reference' in about) return by.reference.get(about.reference) ?? [];
    return ('trace' in about ? by.trace.get(about.trace) : by.messageId.get(about.messageId)) ?? [];
  };
}

const present = (row: Row): KnownAttempt => ({
  id: row.id,
  payoutId: row.payout_id,
  reference: row.reference,
  consignor: { id: row.consignor_id, name: row.name },
  bankAccountId: row.bank_account_id,
  isAccountInUse: row.in_use,
  amount: row.amount,
  currency: row.currency,
  state: row.state,
});
