/** Bank data of consignors and of the marketplace, as requests; without the runner of tests, so that releases are filled with it too. */
import { nextBankDay } from '@holdfast/shared/bankFiles';
import type { Fan } from './fan.ts';

/** What a refusal has. */
export type Refused = {
  code: string;
  detail: string;
  errors: Array<{ field: string; code: string; message: string }>;
};

export const usAccount = {
  kind: 'us',
  holder: 'Pat Owner',
  holderKind: 'person',
  routingNumber: '021000021',
  accountNumber: '123456789',
  accountType: 'checking',
} as const;
export const sepaAccount = {
  kind: 'sepa',
  holder: 'Erika Müller',
  iban: 'DE89 3704 0044 0532 0130 00',
  bic: 'COBADEFFXXX',
  street: null,
  postalCode: null,
  town: 'Köln',
  country: 'DE',
} as const;
/** The marketplace's own ACH agreement. */
export const usOrigin = {
  companyName: 'HOLDFAST',
  companyId: '1234567890',
  originName: 'HOLDFAST INC',
  immediateOrigin: '1234567890',
  destinationName: 'JPMORGAN CHASE',
  destination: '021000021',
  odfi: '091000019',
};
const sepaOrigin = {
  name: 'Holdfast',
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPP',
  town: 'Paris',
  country: 'FR',
};

/** The marketplace's own accounts, and no waiting for new bank data. */
export async function setUpBank(admin: Fan, change: object = {}): Promise<number> {
  const { body } = await admin.ask<{ version: number }>('GET', '/admin/settings/bank');
  const settings = {
    waitingDays: 0,
    requiresBankData: false,
    us: usOrigin,
    sepa: sepaOrigin,
    version: body.version,
  };
  return (await admin.ask('PUT', '/admin/settings/bank', { ...settings, ...change })).status;
}

export const giveBankData = (finance: Fan, consignorId: string, body: object = usAccount) =>
  finance.ask<Refused>('PUT', `/admin/consignors/${consignorId}/bank-data`, body);

/** The next day on which the bank pays. */
export const payDay = (calendar: 'fed' | 'target' = 'fed') =>
  nextBankDay(calendar, new Date().toISOString().slice(0, 10));

/** The trace number of a reference in an ACH file. */
export const traceIn = (text: string, reference: string) =>
  text
    .split('\r\n')
    .find((line) => line.startsWith('6') && line.includes(reference))
    ?.slice(79) ?? '';
