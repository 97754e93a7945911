/**
 * Seeds consignors' tax data by finance's own commands: Forms W-9 of who sold most, one Form W-8, some missing, and one of whom the
 * IRS told, so that the run of payouts withholds from them, and a part of it was paid to the IRS. Nobody has these numbers: no EIN
 * begins with 00, and no number of a person with a 9 has the digits 01 to 49 after it.
 * Source: shared/src/taxpayers/tin.ts
 */
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { TaxDetails } from '@holdfast/shared/taxpayers';
import { depositWithheld, recordNotice, showWithheld } from '../src/payouts/index.ts';
import { queryPrepared, type Trx } from '../src/platform/db/index.ts';
import { marketToday } from '../src/stats/index.ts';
import { changeTaxDataSettings, giveTaxData } from '../src/taxpayers/index.ts';
import type { Money } from './seedBank.ts';

/** Consignors whose tax data is asked for by now: those who sold most. */
const asked = 36;
/** What is paid in a calendar year without tax data, US cents. */
const limit = 200_000;
/** Who gave none, and who isn't a US person, counted by sales from the second on: the first is the one of whom the IRS told. */
const missing: ReadonlySet<number> = new Set([6, 13, 21, 30]);
const foreigner = 9;

interface Seller {
  id: string;
  name: string;
  plan: string;
  address: string | null;
  city: string | null;
  region: string | null;
}

/** ZIP codes of the demo's towns, by their states. */
const zips: Record<string, string> = {
  WA: '98101',
  CO: '80202',
  MO: '64105',
  MA: '02108',
  IL: '60601',
  PA: '15222',
};

/** Nothing where nothing was sold, or the marketplace pays in another currency than US dollars. */
export async function seedTaxData(trx: Trx, { secret, maker, approver }: Money): Promise<void> {
  const sellers = marketplaceCurrency === 'USD' ? await biggestSellers(trx) : [];
  if (sellers.length === 0) return;
  await changeTaxDataSettings(trx, { isAsked: true, limit, version: 1 }, approver);
  const today = await marketToday(trx);
  for (const [at, seller] of sellers.entries()) {
    if (missing.has(at)) continue;
    const details = at === foreigner ? w8Of(seller, today) : w9Of(seller, at, today);
    await giveTaxData(trx, { secret, consignorId: seller.id, details, as: 'finance' }, maker);
  }
  await recordNotice(trx, (sellers[0] as Seller).id, 'CP2100A: name and number don’t match', maker);
}

const biggestSellers = (trx: Trx): Promise<Seller[]> =>
  queryPrepared<Seller>(
    trx,
    `WITH sold AS MATERIALIZED (
       SELECT account, count(DISTINCT reservation_id) AS orders, sum(amount) AS amount FROM ledger_postings
       WHERE kind = 'sale' AND starts_with(account, 'consignor:') GROUP BY account)
     SELECT c.id, c.name, c.plan, p.address, p.city, p.region FROM sold s
     JOIN consignors_named c ON c.id = split_part(s.account, ':', 2) JOIN consignors_profiles p ON p.id = c.id
     WHERE NOT c.is_marketplace AND c.merged_into IS NULL ORDER BY s.orders DESC, s.amount, c.id LIMIT $1`,
    [asked],
  );

/** A person's number, or a business's, that nobody has. */
const numberOf = (at: number, isBusiness: boolean): string =>
  isBusiness
    ? `00${String(4_100_000 + at * 137)}`
    : `9${String(at + 12).padStart(2, '0')}${String(1 + (at % 49)).padStart(2, '0')}${String(2_000 + at * 37)}`;

function w9Of({ name, address, city, region }: Seller, at: number, today: string): TaxDetails {
  const isBusiness = /\b(Seats|Tickets?|Ticketing|Brokers|Collective|Resale)\b/.test(name);
  return {
    kind: 'w9',
    name,
    businessName: null,
    classification: isBusiness ? 'sCorporation' : 'individual',
    exemptCode: null,
    street: address ?? '1 Main Street',
    city: city ?? 'Pittsburgh',
    region: region ?? 'PA',
    postalCode: zips[region ?? 'PA'] ?? '15222',
    country: 'US',
    tinKind: isBusiness ? 'ein' : 'ssn',
    tin: numberOf(at, isBusiness),
    isSubject: false,
    certifies: true,
    signature: name,
    signedOn: today,
  };
}

const w8Of = ({ name }: Seller, today: string): TaxDetails => ({
  kind: 'w8',
  name,
  country: 'CA',
  signedOn: today,
});

/** Half of what the run withheld was paid to the IRS; the rest is owed to it. */
export async function seedDeposit(trx: Trx, { maker }: Pick<Money, 'maker'>): Promise<void> {
  const { liability } = await showWithheld(trx);
  const amount = Math.floor(liability / 2);
  if (amount === 0) return;
  await depositWithheld(
    trx,
    { amount, paidOn: await marketToday(trx), reference: 'EFTPS 2710004117' },
    maker,
  );
}
