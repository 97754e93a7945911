/** Seals and opens taxpayer identification numbers. What is opened never enters a list, a log, an audit or an answer; the file for the IRS alone has it. */
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { type SealKey, seal, sealKeyOf, unseal } from '../platform/seal.ts';
import { Taxpayer } from './Taxpayer.ts';

export const taxKeyOf = (secret: string): SealKey => sealKeyOf(secret, 'taxData');

/** @param id of the tax data */
export const sealTin = (key: SealKey, id: string, tin: string): Buffer => seal(key, id, tin);

/** @throws Problem `transition_refused` for what was sealed under an earlier secret */
export function openTin(key: SealKey, row: { id: string; sealed: Buffer; keyId: string | null }): string {
  if (row.keyId !== key.id)
    throw new Problem(
      'transition_refused',
      'This number was sealed under an earlier secret of the marketplace. Ask an administrator to seal it anew, or give it again.',
      { accepts: [] },
    );
  return unseal(key, row.id, row.sealed);
}

/**
 * Whole numbers by the ids of tax data, also of what is no longer in use; those of foreign persons have none.
 * @throws Problem as `openTin`
 */
export async function openTins(
  trx: Trx,
  secret: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const key = taxKeyOf(secret);
  const rows = await Taxpayer.query(trx).whereIn('id', ids).whereNotNull('sealed');
  return new Map(
    rows.flatMap(({ id, sealed, keyId }) =>
      sealed ? [[id, openTin(key, { id, sealed, keyId })] as const] : [],
    ),
  );
}

/** Seals everything again after the marketplace's secret was changed. @returns how many numbers there are */
export async function resealTaxData(
  trx: Trx,
  secrets: { earlier: string; current: string },
): Promise<number> {
  const [earlier, current] = [taxKeyOf(secrets.earlier), taxKeyOf(secrets.current)];
  const rows = await Taxpayer.query(trx).whereNotNull('sealed').orderBy('id').forUpdate();
  for (const { id, keyId, sealed } of rows)
    if (sealed && keyId === earlier.id)
      await Taxpayer.query(trx)
        .findById(id)
        .patch({ keyId: current.id, sealed: seal(current, id, unseal(earlier, id, sealed)) });
  return rows.length;
}
