/** How the marketplace pays by bank file: its own accounts, and how careful it is with consignors' bank data. */
import { z } from 'zod';
import { bicTyped, ibanTyped, routingTyped } from './contract.ts';

const text = (required: string, most: number) =>
  z.string({ error: required }).trim().min(1, required).max(most, `At most ${most} characters.`);
const lastFour = z.string().meta({ description: 'The last four characters; the whole is sealed' });

/** The account from which SEPA transfers are paid. */
const sepaOrigin = {
  name: text('Give the name of the account’s holder.', 70),
  bic: bicTyped,
  town: text('Give the town of the marketplace’s address.', 35),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Give the country as two letters, such as DE.'),
};
/** How the marketplace sends ACH files; its bank says all of it in its ACH agreement. */
const usOrigin = {
  companyName: text('Give the name that consignors’ banks show.', 16),
  originName: text('Give the name of who makes the file.', 23),
  destinationName: text('Give the name of the bank that takes the file.', 23),
  destination: routingTyped.meta({ description: 'Routing number of the bank that takes the file' }),
  odfi: routingTyped.meta({ description: 'Routing number of the originating bank, the ODFI' }),
};

/** What an administrator changes; a number that is left out stays as it is. */
export const bankSettingsInput = z.object({
  waitingDays: z
    .int('Give whole days.')
    .min(0, 'Give whole days.')
    .max(30, 'At most 30 days.')
    .meta({ description: 'How long new bank data waits before it is paid to' }),
  requiresBankData: z
    .boolean()
    .meta({ description: 'Whether consignors without bank data are left out of runs' }),
  sepa: z
    .object({ ...sepaOrigin, iban: ibanTyped.nullish() })
    .nullable()
    .meta({ description: 'Null: no SEPA files' }),
  us: z
    .object({
      ...usOrigin,
      companyId: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9]{10}$/, 'Ten characters, such as 1 and the EIN.')
        .nullish(),
      immediateOrigin: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9]{9,10}$/, 'Nine or ten characters, as the bank says.')
        .nullish(),
    })
    .nullable()
    .meta({ description: 'Null: no ACH files' }),
  version: z.int(),
});
/** What an administrator changes, as a client sends it. */
export type BankSettingsInput = z.input<typeof bankSettingsInput>;

/** The settings as they are shown: no number whole. */
export const bankSettings = z
  .object({
    id: z.literal('bank'),
    waitingDays: z.int(),
    requiresBankData: z.boolean(),
    sepa: z
      .object({
        name: z.string(),
        bic: z.string().nullable(),
        town: z.string(),
        country: z.string(),
        iban: lastFour,
      })
      .nullable(),
    us: z
      .object({
        companyName: z.string(),
        originName: z.string(),
        destinationName: z.string(),
        destination: z.string(),
        odfi: z.string(),
        companyId: lastFour,
        immediateOrigin: lastFour,
      })
      .nullable(),
    currency: z.string(),
    version: z.int(),
  })
  .meta({ id: 'BankSettings' });
/** The settings as they are shown. */
export type BankSettings = z.infer<typeof bankSettings>;

/** The marketplace's own accounts as they are sealed. */
export interface BankOrigins {
  sepa: { name: string; iban: string; bic: string | null; town: string; country: string } | null;
  us: {
    companyName: string;
    companyId: string;
    originName: string;
    immediateOrigin: string;
    destinationName: string;
    destination: string;
    odfi: string;
  } | null;
}
