/** The bank says that something of bank data is to be written otherwise: an ACH notification of change. */
import { type BankDetails, isRoutingNumber } from '@holdfast/shared/bankAccounts';
import type { Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { BankAccount } from './BankAccount.ts';
import { giveBankAccount } from './giveAccount.ts';
import { openBankDetails } from './sealedAccounts.ts';

/** What a bank corrects; what is missing stays. */
export interface BankCorrection {
  routingNumber?: string;
  accountNumber?: string;
  accountType?: 'checking' | 'savings';
}

/** Whether it can be bank data at all. */
export const isCorrection = ({ routingNumber, accountNumber }: BankCorrection): boolean =>
  (routingNumber === undefined || isRoutingNumber(routingNumber)) &&
  (accountNumber === undefined || /^[A-Za-z0-9]{1,17}$/.test(accountNumber));

/**
 * Corrects bank data that is still in use; the originator owes that within six banking days (Nacha rules, 2.12).
 * @returns whether it was changed: not where the consignor gave other bank data meanwhile, or it says so already
 */
export async function correctByBank(
  trx: Trx,
  secret: string,
  accountId: string,
  correction: BankCorrection,
  principal: Principal,
): Promise<boolean> {
  const row = await BankAccount.query(trx).findById(accountId);
  if (!row || row.endedAt !== null || row.kind !== 'us') return false;
  const before = (await openBankDetails(trx, secret, [accountId])).get(accountId);
  if (before?.kind !== 'us') return false;
  const details: BankDetails = { ...before, ...correction };
  if (JSON.stringify(details) === JSON.stringify(before)) return false;
  await giveBankAccount(trx, { secret, consignorId: row.consignorId, details, as: 'bank' }, principal);
  return true;
}
