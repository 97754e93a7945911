/** Tax data of consignors, as requests; without the runner of tests, so that releases are filled with it too. */
import type { TaxData, TaxDataSettings } from '@holdfast/shared/taxpayers';
import type { Refused } from './bankData.ts';
import type { Fan } from './fan.ts';

/** A Form W-9 as finance enters it. */
export const w9 = {
  kind: 'w9',
  name: 'Pat Owner',
  businessName: null,
  classification: 'individual',
  exemptCode: null,
  street: '12 Lake Drive',
  city: 'Erie',
  region: 'PA',
  postalCode: '16501',
  country: 'US',
  tinKind: 'ssn',
  tin: '123-45-6789',
  isSubject: false,
  certifies: true,
  signature: 'Pat Owner',
} as const;

export const giveTaxData = (finance: Fan, consignorId: string, body: object = w9) =>
  finance.ask<TaxData & Refused>('PUT', `/admin/consignors/${consignorId}/tax-data`, body);

/** Payouts wait for missing tax data above an amount, minor units; null: they don't. @returns the status */
export async function askTaxData(admin: Fan, limit: number | null): Promise<number> {
  const { body } = await admin.ask<TaxDataSettings>('GET', '/admin/settings/tax-data');
  const change = { isAsked: limit !== null, limit: limit ?? body.limit, version: body.version };
  return (await admin.ask('PUT', '/admin/settings/tax-data', change)).status;
}

/** Who files Forms 1099-K. */
export const filer = {
  name: 'Holdfast Tickets Inc.',
  street: '1 Market Street',
  city: 'Erie',
  region: 'PA',
  postalCode: '16501',
  phone: '814-555-0100',
  ein: '27-1234560',
} as const;
