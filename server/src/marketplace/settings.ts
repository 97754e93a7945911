/** The marketplace's settings in the database. */
import type { marketplaceInput } from '@holdfast/shared/marketplace';
import type { BookCurrency } from '@holdfast/shared/money';
import { IANAZone } from 'luxon';
import { raw } from 'objection';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import type { Database, Trx } from '../platform/db/index.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { MarketplaceSettings } from './MarketplaceSettings.ts';

/** The settings, with the address that fans write to. */
export interface Marketplace {
  name: string;
  contactEmail: string;
  postalAddress: string | null;
  /** IANA zone whose days count every figure. */
  timeZone: string;
  /** ISO 4217, of the books and of every new event. */
  currency: BookCurrency;
  mailFromName: string;
  mailFromAddress: string;
  /** An event that moved by more hours gives its fans a choice; null: another date never does. */
  moveChoiceHours: number | null;
  /** Whether another venue gives it. */
  moveChoiceVenue: boolean;
  /** How many days fans have to choose. */
  moveChoiceDays: number;
  /** How many days processed events of Stripe are kept. */
  stripeEventDays: number;
  /** How many days the texts of emails are kept. */
  emailTextDays: number;
  /** How many days files are kept that were written in the background. */
  exportDays: number;
  /** Whether events have waiting lists. */
  waitingLists: boolean;
  /** How long an offer to somebody who waits is held, minutes. */
  waitingOfferMinutes: number;
  /** How many days notices are kept. */
  noticeDays: number;
  /** For how many minutes notices of the same kind and consignor are one. */
  noticeGatherMinutes: number;
  version: number;
}

export async function readMarketplace(db: Database | Trx): Promise<Marketplace> {
  const row = await MarketplaceSettings.query(db).first().throwIfNotFound();
  const { name, postalAddress, timeZone, currency, mailFromName, mailFromAddress, version } = row;
  const { moveChoiceHours, moveChoiceVenue, moveChoiceDays, stripeEventDays, emailTextDays, exportDays } =
    row;
  const { waitingLists, waitingOfferMinutes, noticeDays, noticeGatherMinutes } = row;
  return {
    name,
    contactEmail: row.contactEmail ?? mailFromAddress,
    postalAddress,
    timeZone,
    currency,
    mailFromName,
    mailFromAddress,
    moveChoiceHours,
    moveChoiceVenue,
    moveChoiceDays,
    stripeEventDays,
    emailTextDays,
    exportDays,
    waitingLists,
    waitingOfferMinutes,
    noticeDays,
    noticeGatherMinutes,
    version,
  };
}

/** The currency of new events, which can't change until the transaction ends. */
export async function holdCurrency(trx: Trx): Promise<BookCurrency> {
  const { currency } = await MarketplaceSettings.query(trx).first().forShare().throwIfNotFound();
  return currency;
}

/**
 * Changes the settings. Other processes follow within seconds.
 * @returns the settings before
 * @throws Problem `validation_failed` for an unknown zone; `version_conflict` when somebody changed them since they were read
 */
export async function changeMarketplace(
  trx: Trx,
  { version, ...input }: z.output<typeof marketplaceInput>,
  principal: Principal,
): Promise<Marketplace> {
  if (!IANAZone.isValidZone(input.timeZone))
    throw fieldsRefused([
      { field: 'timeZone', code: 'unknown', message: 'There is no such time zone. Choose one of the list.' },
    ]);
  const row = await MarketplaceSettings.query(trx).first().forUpdate().throwIfNotFound();
  if (row.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed the settings since you opened them. Reload, then change them.',
    );
  const found = await readMarketplace(trx);
  const names = (Object.keys(input) as Array<keyof typeof input>).filter(
    (name) => input[name] !== undefined && row[name] !== input[name],
  );
  if (names.length === 0) return found;
  const of = (all: typeof input) => Object.fromEntries(names.map((name) => [name, all[name]]));
  const before = of({ ...row, contactEmail: row.contactEmail ?? '' });
  await MarketplaceSettings.query(trx)
    .patch({ ...input, version: version + 1, changedAt: raw('now()') })
    .where({ id: 'marketplace' });
  await audit(trx, principal, [
    { what: 'marketplace.settings', subject: 'marketplace', before, after: of(input) },
  ]);
  return found;
}
