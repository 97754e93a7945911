/** Seals and opens bank data. What is opened never enters a list, a log, an audit or an answer; bank files alone have it. */
import { type BankDetails, newBankAccount } from '@holdfast/shared/bankAccounts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { type SealKey, seal, sealKeyOf, unseal } from '../platform/seal.ts';
import { BankAccount } from './BankAccount.ts';
import { BankSettings } from './BankSettings.ts';

export const bankKeyOf = (secret: string): SealKey => sealKeyOf(secret, 'bankData');

/** @param id of the account */
export const sealDetails = (key: SealKey, id: string, details: BankDetails) =>
  seal(key, id, JSON.stringify(details));

/** @throws Problem `transition_refused` for what was sealed under an earlier secret */
export function openSealed(key: SealKey, row: { id: string; sealed: Buffer; keyId: string }): string {
  if (row.keyId !== key.id)
    throw new Problem(
      'transition_refused',
      'This bank data was sealed under an earlier secret of the marketplace. Ask an administrator to seal it anew, or give it again.',
      { accepts: [] },
    );
  return unseal(key, row.id, row.sealed);
}

/**
 * Bank data as a bank needs it, by the ids of accounts, also of those that are no longer in use.
 * @throws Problem as `openSealed`
 */
export async function openBankDetails(
  trx: Trx,
  secret: string,
  ids: readonly string[],
): Promise<Map<string, BankDetails>> {
  const key = bankKeyOf(secret);
  const rows = await BankAccount.query(trx).whereIn('id', ids);
  return new Map(
    rows.map((row) => [row.id, newBankAccount.parse(JSON.parse(openSealed(key, row))) as BankDetails]),
  );
}

/** Seals everything again after the marketplace's secret was changed. @returns how many accounts of consignors there are */
export async function resealBankData(
  trx: Trx,
  secrets: { earlier: string; current: string },
): Promise<number> {
  const [earlier, current] = [bankKeyOf(secrets.earlier), bankKeyOf(secrets.current)];
  const rows = await BankAccount.query(trx).orderBy('id').forUpdate();
  for (const { id, keyId, sealed } of rows)
    if (keyId === earlier.id)
      await BankAccount.query(trx)
        .findById(id)
        .patch({ keyId: current.id, sealed: seal(current, id, unseal(earlier, id, sealed)) });
  const own = await BankSettings.query(trx).findById('bank').forUpdate();
  if (own?.sealed && own.keyId === earlier.id)
    await BankSettings.query(trx)
      .findById('bank')
      .patch({ keyId: current.id, sealed: seal(current, own.id, unseal(earlier, own.id, own.sealed)) });
  return rows.length;
}
