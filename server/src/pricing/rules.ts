/** Percentages as rows: written once, never changed. */
import { run, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

export interface NewRule {
  /** Null: the house default. */
  consignorId: string | null;
  houseBps: number;
  feeBps: number;
  /** ISO instant. */
  effectiveFrom: string;
  reason: string;
  /** A person's id, or `house`. */
  createdBy: string;
}

/** @returns their ids; the caller has checked that none begins in the past, unless it sets up a new house */
export async function writeRules(trx: Trx, rules: readonly NewRule[]): Promise<string[]> {
  const ids = rules.map(() => newId('percentages'));
  await run(
    trx,
    `INSERT INTO percentages (id, consignor_id, house_bps, fee_bps, effective_from, reason, created_by)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::timestamptz[], $6::text[], $7::text[])`,
    [
      ids,
      rules.map(({ consignorId }) => consignorId),
      rules.map(({ houseBps }) => houseBps),
      rules.map(({ feeBps }) => feeBps),
      rules.map(({ effectiveFrom }) => effectiveFrom),
      rules.map(({ reason }) => reason),
      rules.map(({ createdBy }) => createdBy),
    ],
  );
  return ids;
}
