/** Files that a bank takes, for tests to spoil. */
import type { BankDetails } from '@holdfast/shared/bankAccounts';
import type { BankFileDraft, BankPayment } from './payment.ts';

export type SepaDetails = Extract<BankDetails, { kind: 'sepa' }>;
export type UsDetails = Extract<BankDetails, { kind: 'us' }>;

export const sepaDetails: SepaDetails = {
  kind: 'sepa',
  holder: 'Jürgen Groß & Söhne',
  iban: 'DE89370400440532013000',
  bic: 'COBADEFFXXX',
  street: 'Straße des 17. Juni 1',
  postalCode: '10623',
  town: 'Berlin',
  country: 'DE',
};
export const usDetails: UsDetails = {
  kind: 'us',
  holder: 'Pat Owner',
  holderKind: 'person',
  routingNumber: '021000021',
  accountNumber: '123456789',
  accountType: 'checking',
};

export const paymentTo = (
  details: BankDetails | null,
  at = 1,
  change: Partial<BankPayment> = {},
): BankPayment => ({
  payoutId: `pyt_${at}`,
  consignor: { id: `con_${at}`, name: `Consignor ${at}` },
  amount: 18_000 + at,
  currency: details?.kind === 'us' ? 'USD' : 'EUR',
  reference: `HFP${String(at).padStart(12, '0')}`,
  trace: String(at).padStart(7, '0'),
  details,
  bankAccountId: `bka_${at}`,
  lastWord: null,
  hold: null,
  ...change,
});

/** Tuesday, December 1, 2026, is paid of it; it is made the day before. */
export const sepaDraft: BankFileDraft = {
  format: 'pain001',
  messageId: 'HF01KZ8M3QJ4W0D9S7R6T5Y2X1C0',
  modifier: '',
  madeAt: '2026-11-30T16:25:00',
  today: '2026-11-30',
  paysOn: '2026-12-01',
  currency: 'EUR',
  origins: {
    sepa: {
      name: 'Holdfast Tickets',
      iban: 'FR7630006000011234567890189',
      bic: 'AGRIFRPP',
      town: 'Paris',
      country: 'FR',
    },
    us: null,
  },
  payments: [paymentTo(sepaDetails)],
};
export const usDraft: BankFileDraft = {
  ...sepaDraft,
  format: 'nacha',
  modifier: 'A',
  currency: 'USD',
  origins: {
    sepa: null,
    us: {
      companyName: 'HOLDFAST',
      companyId: '1234567890',
      originName: 'HOLDFAST INC',
      immediateOrigin: '1234567890',
      destinationName: 'JPMORGAN CHASE',
      destination: '021000021',
      odfi: '091000019',
    },
  },
  payments: [paymentTo(usDetails)],
};
