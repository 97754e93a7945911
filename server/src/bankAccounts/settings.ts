/** How the marketplace pays by bank file, as administrators set it. */
import type { BankOrigins, bankSettingsInput, BankSettings as Shown } from '@holdfast/shared/bankAccounts';
import type { FieldProblem } from '@holdfast/shared/http';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { seal } from '../platform/seal.ts';
import { BankSettings } from './BankSettings.ts';
import { bicProblem, ibanProblem, isCountry } from './checkDetails.ts';
import { bankKeyOf, openSealed } from './sealedAccounts.ts';

type Input = z.output<typeof bankSettingsInput>;

/** @throws Error where the migration didn't run */
export const settingsRow = (trx: Trx): Promise<BankSettings> =>
  BankSettings.query(trx).findById('bank').throwIfNotFound() as unknown as Promise<BankSettings>;

/** Days for which a new way to be paid waits before it is used. */
export const waitingDaysOf = async (trx: Trx): Promise<number> => (await settingsRow(trx)).waitingDays;

/** The marketplace's own accounts. @throws Problem `transition_refused` for what was sealed under an earlier secret */
export const originsOf = async (trx: Trx, secret: string): Promise<BankOrigins> =>
  openOrigins(await settingsRow(trx), secret);

function openOrigins({ id, sealed, keyId }: BankSettings, secret: string): BankOrigins {
  if (sealed === null || keyId === null) return { sepa: null, us: null };
  return JSON.parse(openSealed(bankKeyOf(secret), { id, sealed, keyId }));
}

const lastFour = (text: string) => text.slice(-4);

export async function showBankSettings(trx: Trx, secret: string): Promise<Shown> {
  const row = await settingsRow(trx);
  const { sepa, us } = openOrigins(row, secret);
  return {
    id: 'bank',
    waitingDays: row.waitingDays,
    requiresBankData: row.requiresBankData,
    sepa: sepa && { ...sepa, iban: lastFour(sepa.iban) },
    us: us && { ...us, companyId: lastFour(us.companyId), immediateOrigin: lastFour(us.immediateOrigin) },
    currency: marketplaceCurrency,
    version: row.version,
  };
}

/**
 * Changes the settings; numbers that are left out stay.
 * @throws Problem `version_conflict`; `validation_failed`
 */
export async function changeBankSettings(
  trx: Trx,
  secret: string,
  input: Input,
  principal: Principal,
): Promise<void> {
  const row = await BankSettings.query(trx).findById('bank').forUpdate().throwIfNotFound();
  if (row.version !== input.version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  const before = openOrigins(row, secret);
  const after = merged(before, input);
  const key = bankKeyOf(secret);
  const isNone = after.sepa === null && after.us === null;
  await BankSettings.query(trx)
    .findById('bank')
    .patch({
      waitingDays: input.waitingDays,
      requiresBankData: input.requiresBankData,
      sealed: isNone ? null : seal(key, 'bank', JSON.stringify(after)),
      keyId: isNone ? null : key.id,
      version: row.version + 1,
      changedAt: new Date(),
    });
  await audit(trx, principal, [
    {
      what: 'marketplace.changeBank',
      subject: 'bank',
      before: logged(row, before),
      after: logged(input, after),
    },
  ]);
}

const logged = (
  { waitingDays, requiresBankData }: Pick<Input, 'waitingDays' | 'requiresBankData'>,
  { sepa, us }: BankOrigins,
) => ({
  waitingDays,
  requiresBankData,
  sepa: sepa && { name: sepa.name, iban: `…${lastFour(sepa.iban)}` },
  us: us && { companyName: us.companyName, companyId: `…${lastFour(us.companyId)}`, odfi: us.odfi },
});

function merged(before: BankOrigins, { sepa, us }: Input): BankOrigins {
  const problems: FieldProblem[] = [];
  const kept = (field: string, given: string | null | undefined, earlier: string | undefined): string => {
    const value = given ?? earlier;
    if (value === undefined)
      problems.push({ field, code: 'required', message: 'Give it once; it is kept sealed.' });
    return value ?? '';
  };
  const after: BankOrigins = {
    sepa: sepa && { ...sepa, iban: kept('sepa.iban', sepa.iban, before.sepa?.iban) },
    us: us && {
      ...us,
      companyId: kept('us.companyId', us.companyId, before.us?.companyId),
      immediateOrigin: kept('us.immediateOrigin', us.immediateOrigin, before.us?.immediateOrigin),
    },
  };
  const wrong = (field: string, message: string | null) => {
    if (message !== null) problems.push({ field, code: 'wrong', message });
  };
  if (after.sepa) {
    if (after.sepa.iban !== '') wrong('sepa.iban', ibanProblem(after.sepa.iban));
    if (after.sepa.bic !== null) wrong('sepa.bic', bicProblem(after.sepa.bic));
    if (!isCountry(after.sepa.country))
      wrong('sepa.country', 'There is no such country. Give two letters, such as DE.');
  }
  if (problems.length > 0) throw fieldsRefused(problems);
  return after;
}
