/** Who files Forms 1099-K, as finance says it. */
import type { TaxFiler, TaxFilerShown, taxFilerInput } from '@holdfast/shared/taxForms';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';

interface Row extends Omit<TaxFiler, 'postalCode'> {
  postal_code: string;
  version: number;
}

/** Nobody did yet: version 0. */
export async function showFiler(trx: Trx): Promise<TaxFilerShown> {
  const [row] = await queryPrepared<Row>(
    trx,
    'SELECT name, street, city, region, postal_code, phone, ein, version FROM tax_filer',
    [],
  );
  if (!row) return { id: 'filer', filer: null, version: 0 };
  const { postal_code: postalCode, version, ...filer } = row;
  return { id: 'filer', filer: { ...filer, postalCode }, version };
}

/** Forms that were made stay as they are. @throws Problem `version_conflict` */
export async function changeFiler(
  trx: Trx,
  { version, ...filer }: z.output<typeof taxFilerInput>,
  principal: Principal,
): Promise<void> {
  await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(707204)', []);
  const before = await showFiler(trx);
  if (before.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  const { name, street, city, region, postalCode, phone, ein } = filer;
  await queryPrepared(
    trx,
    `INSERT INTO tax_filer (id, name, street, city, region, postal_code, phone, ein, version, changed_at)
     VALUES ('filer', $1, $2, $3, $4, $5, $6, $7, 1, now())
     ON CONFLICT (id) DO UPDATE SET name = $1, street = $2, city = $3, region = $4, postal_code = $5, phone = $6, ein = $7,
       version = tax_filer.version + 1, changed_at = now()`,
    [name, street, city, region, postalCode, phone, ein],
  );
  await audit(trx, principal, [
    { what: 'taxYear.changeFiler', subject: 'filer', before: before.filer, after: filer },
  ]);
}
