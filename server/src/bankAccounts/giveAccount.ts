/** Bank data is given or replaced: by the consignor, by finance, or corrected by the bank itself. What was before stays in the history. */
import { type BankDetails, kindOfCurrency } from '@holdfast/shared/bankAccounts';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { jobs } from '../platform/jobs/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { BankAccount } from './BankAccount.ts';
import { detailProblems } from './checkDetails.ts';
import { bankKeyOf, openSealed, sealDetails } from './sealedAccounts.ts';
import { settingsRow } from './settings.ts';

const numberOf = (details: BankDetails) => (details.kind === 'sepa' ? details.iban : details.accountNumber);
const dayMs = 86_400_000;

interface Giving {
  secret: string;
  consignorId: string;
  details: BankDetails;
  /** Who says it: what the bank itself corrects is used at once. */
  as: 'consignor' | 'finance' | 'bank';
}

/**
 * Takes the place of the bank data before. It is used after the waiting time of the settings; the consignor is told by email at
 * the address that they have now.
 * @throws Problem `not_found`; `validation_failed`; `nothing_to_do` for what is in use already
 */
export async function giveBankAccount(
  trx: Trx,
  { secret, consignorId, details, as }: Giving,
  principal: Principal,
): Promise<void> {
  const toldAt = await lockConsignor(trx, consignorId);
  const problems = as === 'bank' ? [] : [...kindProblems(details), ...detailProblems(details)];
  if (problems.length > 0) throw fieldsRefused(problems);
  const key = bankKeyOf(secret);
  const before = await BankAccount.query(trx).findOne({ consignor_id: consignorId, ended_at: null });
  if (before && before.keyId === key.id && openSealed(key, before) === JSON.stringify(details))
    throw new Problem('nothing_to_do', 'This bank data is in use already. Nothing was changed.');
  const { waitingDays } = await settingsRow(trx);
  const now = new Date();
  const waitMs = as === 'bank' ? 0 : waitingDays * dayMs;
  // A correction of the bank doesn't shorten the wait of what it corrects.
  const usableFrom = new Date(
    Math.max(now.getTime() + waitMs, as === 'bank' ? (before?.usableFrom.getTime() ?? 0) : 0),
  );
  if (before) await BankAccount.query(trx).findById(before.id).patch({ endedAt: now });
  const id = newId('bankAccount');
  await BankAccount.query(trx).insert({
    id,
    consignorId,
    kind: details.kind,
    holder: details.holder,
    lastFour: numberOf(details).slice(-4),
    sealed: sealDetails(key, id, details),
    keyId: key.id,
    givenAt: now,
    givenBy: principal.by,
    givenAs: as,
    usableFrom,
  });
  await audit(trx, principal, [
    {
      what: 'consignor.giveBankData',
      subject: consignorId,
      before: before ? { kind: before.kind, lastFour: before.lastFour } : null,
      after: {
        kind: details.kind,
        lastFour: numberOf(details).slice(-4),
        usableFrom: usableFrom.toISOString(),
        as,
      },
    },
  ]);
  const task = 'notifications.mailBankData';
  await jobs.add(trx, [{ task, payload: { accountId: id, to: toldAt }, key: `${task} ${id}` }]);
}

/** One consignor's bank data is changed once at a time. @returns their email address now: a change of it meanwhile doesn't hide this one */
async function lockConsignor(trx: Trx, consignorId: string): Promise<string> {
  const [found] = await queryPrepared<{ email: string }>(
    trx,
    'SELECT email FROM consignors_named WHERE id = $1 AND merged_into IS NULL AND NOT is_marketplace',
    [consignorId],
  );
  if (!found) throw notFound('consignor');
  await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(707202, hashtext($1))', [consignorId]);
  return found.email;
}

function kindProblems({ kind }: BankDetails) {
  const payable = kindOfCurrency(marketplaceCurrency);
  if (payable === kind) return [];
  return [
    {
      field: 'kind',
      code: 'not_payable',
      message:
        payable === undefined
          ? 'No bank file pays in the marketplace’s currency yet: payouts are made by hand.'
          : payable === 'us'
            ? 'Payouts are in US dollars: give an account of a US bank.'
            : 'Payouts are in euros: give an IBAN.',
    },
  ];
}
