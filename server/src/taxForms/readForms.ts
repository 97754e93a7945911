/** Forms as their consignors see them, and as an email tells of them. */
import type { TaxForm as Shown, TaxFormFacts } from '@holdfast/shared/taxForms';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { presentForm } from './judgePayees.ts';

/** SQL: a consignor $1 and whoever was merged into them. */
const ofConsignor = 'consignor_id IN (SELECT id FROM consignors_named WHERE id = $1 OR merged_into = $1)';

/** Every version, newest first; those whose copy isn't drawn yet too. */
export async function formsOf(trx: Trx, consignorId: string): Promise<Shown[]> {
  const rows = await queryPrepared<{
    id: string;
    year: number;
    version: number;
    made_at: Date;
    facts: TaxFormFacts;
    is_drawn: boolean;
  }>(
    trx,
    `SELECT id, year, version, made_at, facts, document IS NOT NULL AS is_drawn FROM tax_forms WHERE ${ofConsignor}
     ORDER BY year DESC, consignor_id, version DESC LIMIT 200`,
    [consignorId],
  );
  return rows.map(presentForm);
}

/**
 * A copy as it was drawn.
 * @param consignorId whose it must be; null: anybody's
 * @throws Problem `not_found`, also while it isn't drawn yet
 */
export async function copyOf(
  trx: Trx,
  formId: string,
  consignorId: string | null,
): Promise<{ file: string; body: Buffer }> {
  const [row] = await queryPrepared<{ year: number; version: number; document: Buffer | null }>(
    trx,
    `SELECT year, version, document FROM tax_forms WHERE ($1::text IS NULL OR ${ofConsignor}) AND id = $2`,
    [consignorId, formId],
  );
  if (!row?.document) throw notFound('form');
  const corrected = row.version > 1 ? `-corrected-${row.version - 1}` : '';
  return { file: `1099-K-${row.year}${corrected}.pdf`, body: row.document };
}

/** What an email tells of a form: to whoever the consignor is now. */
export async function formToMail(
  trx: Trx,
  formId: string,
): Promise<{ year: number; isCorrected: boolean; name: string; email: string } | null> {
  const [row] = await queryPrepared<{ year: number; version: number; name: string; email: string }>(
    trx,
    `SELECT f.year, f.version, c.name, c.email FROM tax_forms f JOIN consignors_named m ON m.id = f.consignor_id
     JOIN consignors_named c ON c.id = coalesce(m.merged_into, m.id) WHERE f.id = $1`,
    [formId],
  );
  if (!row) return null;
  const { year, version, name, email } = row;
  return { year, isCorrected: version > 1, name, email };
}
