/** Percentages as rows: written once, never changed. */
import type { PercentagesPart, Reach } from '@holdfast/shared/pricing';
import { run, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

export interface NewRule {
  reaches: Reach;
  /** A plan's name, or the id of what it reaches; empty for the house default. */
  target: string;
  parts: PercentagesPart[];
  /** ISO instants. */
  effectiveFrom: string;
  effectiveUntil?: string | null;
  reason: string;
  /** A person's id, or `house`. */
  createdBy: string;
}

/** @returns their ids; the caller has checked that none begins in the past, unless it sets up a new house */
export async function writeRules(trx: Trx, rules: readonly NewRule[]): Promise<string[]> {
  const ids = rules.map(() => newId('percentages'));
  await run(
    trx,
    `INSERT INTO percentages (id, reaches, target, parts, effective_from, effective_until, reason, created_by)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[])`,
    [
      ids,
      rules.map(({ reaches }) => reaches),
      rules.map(({ target }) => target),
      rules.map(({ parts }) => JSON.stringify(parts)),
      rules.map(({ effectiveFrom }) => effectiveFrom),
      rules.map(({ effectiveUntil }) => effectiveUntil ?? null),
      rules.map(({ reason }) => reason),
      rules.map(({ createdBy }) => createdBy),
    ],
  );
  return ids;
}
