/** Consignors that may be the same as one that is about to be saved. */
import type { ConsignorDuplicate, duplicateQuery } from '@holdfast/shared/consignors';
import type { z } from 'zod';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Letters and digits, in lower case: `12 Main St.` and `12 main st` are one. */
const plain = (sql: string) => `lower(regexp_replace(${sql}, '[^[:alnum:]]+', '', 'g'))`;

/** Those with the same email address first, then those with the same name and address; at most ten. Merged ones aren't among them. */
export async function findDuplicates(
  trx: Trx,
  { name, email, address, id }: z.output<typeof duplicateQuery>,
): Promise<ConsignorDuplicate[]> {
  const rows = await queryPrepared<{
    id: string;
    name: string;
    email: string;
    why: ConsignorDuplicate['why'];
    deactivated_at: Date | null;
  }>(
    trx,
    `SELECT DISTINCT ON (id) * FROM (
       SELECT c.id, c.name, c.email, 'email' AS why, c.deactivated_at FROM consignors c
       WHERE $2 <> '' AND (lower(c.email) = lower($2) OR lower($2) = ANY(c.other_emails))
         AND c.merged_into IS NULL AND c.id IS DISTINCT FROM $4
       UNION ALL
       SELECT c.id, c.name, c.email, 'nameAndAddress', c.deactivated_at FROM consignors c
       WHERE $1 <> '' AND $3 <> '' AND lower(c.name) = lower($1) AND ${plain('c.address')} = ${plain('$3')}
         AND c.merged_into IS NULL AND c.id IS DISTINCT FROM $4
     ) found ORDER BY id, why LIMIT 10`,
    [name, email, address, id ?? null],
  );
  return rows.map(({ deactivated_at, ...row }) => ({
    ...row,
    deactivatedAt: deactivated_at?.toISOString() ?? null,
  }));
}
