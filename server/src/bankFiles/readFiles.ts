/** Files for the bank as finance reads them; whole numbers are in the text alone. */
import type {
  BankFileFormat,
  BankFileShown,
  BankFileText,
  bankFileQuery,
  BankFile as Shown,
} from '@holdfast/shared/bankFiles';
import type { PayoutAttempt } from '@holdfast/shared/payouts';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { listPage, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { seal, sealKeyOf, unseal } from '../platform/seal.ts';
import { BankFile } from './BankFile.ts';

interface Row {
  id: string;
  run_id: string;
  format: BankFileFormat;
  message_id: string;
  pays_on: string;
  lines: number;
  amount: number;
  currency: string;
  counts: Shown['counts'];
  made_at: Date;
  made_by: string;
  recalled_at: Date | null;
  recall_reason: string | null;
}

const columns = `f.id, f.run_id, f.format, f.message_id, f.pays_on::text AS pays_on, f.lines, f.amount, f.currency, f.made_at,
  coalesce(p.name, f.made_by) AS made_by, f.recalled_at, f.recall_reason,
  (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM (SELECT state, count(*) AS n FROM payouts_attempts a WHERE a.file_id = f.id GROUP BY state) each) AS counts`;
const from = 'FROM bank_files f LEFT JOIN accounts_people_named p ON p.id = f.made_by';

const nameOf = ({ format, pays_on, id }: Pick<Row, 'format' | 'pays_on' | 'id'>) =>
  `payouts-${pays_on}-${id.slice(-6)}.${format === 'pain001' ? 'xml' : 'ach'}`;

const present = (row: Row): Shown => ({
  id: row.id,
  runId: row.run_id,
  format: row.format,
  name: nameOf(row),
  messageId: row.message_id,
  paysOn: row.pays_on,
  lines: row.lines,
  amount: { amount: row.amount, currency: row.currency },
  counts: row.counts,
  madeAt: row.made_at.toISOString(),
  madeBy: row.made_by,
  recalledAt: row.recalled_at?.toISOString() ?? null,
  recallReason: row.recall_reason,
});

/** Files, newest first, of all runs or of one. */
export async function listFiles(trx: Trx, asked: z.output<typeof bankFileQuery>) {
  const { rows, total, next } = await listPage<Row>(
    trx,
    {
      columns,
      from,
      countedFrom: 'FROM bank_files f',
      where: '$1::text IS NULL OR f.run_id = $1',
      values: [asked.runId ?? null],
      keys: [{ by: 'f.id', type: 'text', order: asked.order }],
    },
    asked,
  );
  return { data: rows.map(present), total, next };
}

/** @throws Problem `not_found` */
export async function showFile(trx: Trx, id: string): Promise<BankFileShown> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} ${from} WHERE f.id = $1`, [id]);
  if (!row) throw notFound('file');
  const lines = await queryPrepared<{
    line: number;
    payout_id: string;
    consignor_id: string;
    name: string;
    last_four: string;
    amount: number;
    reference: string;
    state: PayoutAttempt['state'];
    reason: string | null;
  }>(
    trx,
    `SELECT l.line, a.payout_id, o.consignor_id, c.name, b.last_four, a.amount, l.reference, a.state, a.reason FROM bank_file_lines l
     JOIN payouts_attempts a ON a.id = l.attempt_id JOIN payouts_made o ON o.id = a.payout_id JOIN consignors_named c ON c.id = o.consignor_id
     JOIN bank_accounts_given b ON b.id = a.bank_account_id WHERE l.file_id = $1 ORDER BY l.line`,
    [id],
  );
  return {
    ...present(row),
    lineList: lines.map(({ line, amount, reference, state, reason, ...each }) => ({
      line,
      payoutId: each.payout_id,
      consignor: { id: each.consignor_id, name: each.name },
      lastFour: each.last_four,
      amount,
      reference,
      state,
      reason,
    })),
  };
}

/**
 * A file's text, for the bank. Each time somebody takes it is in the audit log.
 * @throws Problem `not_found`; `transition_refused` for one that was recalled, or was sealed under an earlier secret
 */
export async function textOfFile(
  trx: Trx,
  secret: string,
  id: string,
  principal: Principal,
): Promise<BankFileText> {
  const file = await BankFile.query(trx).findById(id).forUpdate();
  if (!file) throw notFound('file');
  if (file.recalledAt !== null)
    throw new Problem(
      'transition_refused',
      'This file was recalled, and its payouts may be in another one. It isn’t given to a bank any more.',
      { accepts: [] },
    );
  const key = sealKeyOf(secret, 'bankData');
  if (file.keyId !== key.id)
    throw new Problem(
      'transition_refused',
      'This file was sealed under an earlier secret of the marketplace. Ask an administrator to seal it anew.',
      { accepts: [] },
    );
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} ${from} WHERE f.id = $1`, [id]);
  const name = nameOf(row as Row);
  await audit(trx, principal, [{ what: 'bankFile.download', subject: id, after: { name } }]);
  return { name, text: unseal(key, id, file.sealed) };
}

/** Seals files again after the marketplace's secret was changed. @returns how many there are */
export async function resealBankFiles(
  trx: Trx,
  secrets: { earlier: string; current: string },
): Promise<number> {
  const [earlier, current] = [sealKeyOf(secrets.earlier, 'bankData'), sealKeyOf(secrets.current, 'bankData')];
  const rows = await BankFile.query(trx).select('id', 'sealed', 'key_id').orderBy('id').forUpdate();
  for (const { id, keyId, sealed } of rows)
    if (keyId === earlier.id)
      await BankFile.query(trx)
        .findById(id)
        .patch({ keyId: current.id, sealed: seal(current, id, unseal(earlier, id, sealed)) });
  return rows.length;
}
