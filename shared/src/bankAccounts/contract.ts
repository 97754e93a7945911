/** Where a consignor's money goes: bank data as consignors and finance give it, and as anybody sees it afterwards, never whole. */
import { z } from 'zod';
import { ownFactor } from '../accounts/index.ts';
import { idOf, instant } from '../http/index.ts';
import { bankAccountKinds, holderKinds, usAccountTypes } from './kinds.ts';
import { isRoutingNumber } from './routingNumber.ts';

const packed = (text: string) => text.replaceAll(/[\s-]/g, '').toUpperCase();
const line = (required: string, most: number) =>
  z.string({ error: required }).trim().min(1, required).max(most, `At most ${most} characters.`);
const optionalLine = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most} characters.`)
    .nullish()
    .transform((text) => text || null);

const holder = line('Give the account holder’s name, as the bank knows it.', 70);
/** An IBAN as it is typed, with or without spaces; the server checks its country, length and check digits. */
export const ibanTyped = z
  .string({ error: 'Give the IBAN.' })
  .transform(packed)
  .pipe(
    z
      .string()
      .regex(
        /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/,
        'An IBAN begins with a country, such as DE89 3704 0044 0532 0130 00.',
      ),
  );
/** A BIC as it is typed. */
export const bicTyped = z
  .string()
  .nullish()
  .transform((text) => (text ? packed(text) : '') || null)
  .pipe(
    z
      .string()
      .regex(
        /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/,
        'A BIC has 8 or 11 letters and digits, such as COBADEFFXXX.',
      )
      .nullable(),
  );
/** A routing number as it is typed. */
export const routingTyped = z
  .string({ error: 'Give the routing number.' })
  .transform(packed)
  .pipe(
    z
      .string()
      .refine(
        isRoutingNumber,
        'This isn’t a routing number: it has nine digits, and the last one checks the others. Look at a check.',
      ),
  );

/** An account with an IBAN. Since November 2026 banks take structured addresses only: town and country are required. */
export const sepaAccount = z.object({
  kind: z.literal('sepa'),
  holder,
  iban: ibanTyped,
  bic: bicTyped,
  street: optionalLine(70),
  postalCode: optionalLine(16),
  town: line('Give the town of the account holder’s address.', 35),
  country: z
    .string({ error: 'Give the country of the account holder’s address.' })
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Give the country as two letters, such as DE.'),
});
/** An account of a US bank. */
export const usAccount = z.object({
  kind: z.literal('us'),
  holder,
  holderKind: z.enum(holderKinds, { error: 'Say whose account it is.' }),
  routingNumber: routingTyped,
  accountNumber: z
    .string({ error: 'Give the account number.' })
    .transform(packed)
    .pipe(z.string().regex(/^[A-Z0-9]{4,17}$/, 'An account number has 4 to 17 digits.')),
  accountType: z.enum(usAccountTypes, { error: 'Say whether it is a checking or a savings account.' }),
});
/** Bank data as it is given. */
export const newBankAccount = z.discriminatedUnion('kind', [sepaAccount, usAccount], {
  error: 'Say which kind of account it is.',
});
/** Bank data as it is given. */
export type NewBankAccount = z.input<typeof newBankAccount>;
/** Bank data as it is sealed. */
export type BankDetails = z.output<typeof newBankAccount>;

/** Who gave bank data. */
export const bankGivers = ['consignor', 'finance', 'bank'] as const;
/** Bank data as anybody sees it: the last four characters of the number alone. */
export const bankAccount = z
  .object({
    id: idOf('bankAccount'),
    kind: z.enum(bankAccountKinds),
    holder: z.string(),
    lastFour: z.string(),
    givenAt: instant,
    givenAs: z.enum(bankGivers).meta({ description: 'bank: a correction that the bank told' }),
    givenBy: z.string(),
    usableFrom: instant.meta({ description: 'Payouts wait until then' }),
    endedAt: instant.nullable().meta({ description: 'When other bank data took its place' }),
  })
  .meta({ id: 'BankAccount' });
/** Bank data as anybody sees it. */
export type BankAccount = z.infer<typeof bankAccount>;
/** A consignor's bank data: what is in use, and what was before. */
export const bankData = z
  .object({
    current: bankAccount.nullable(),
    past: z.array(bankAccount).meta({ description: 'Newest first' }),
    waitingDays: z.int().meta({ description: 'How long new bank data waits before it is paid to' }),
    kinds: z
      .array(z.enum(bankAccountKinds))
      .meta({ description: 'What the marketplace can pay in its currency' }),
  })
  .meta({ id: 'BankData' });
/** A consignor's bank data. */
export type BankData = z.infer<typeof bankData>;
/** A consignor's own bank data. */
export const ownBankData = bankData
  .omit({ past: true })
  .extend({ secondFactor: ownFactor })
  .meta({ id: 'OwnBankData' });
/** A consignor's own bank data. */
export type OwnBankData = z.infer<typeof ownBankData>;

/** Why bank data holds payouts back. */
export const bankHolds = ['bankMissing', 'bankChanged'] as const;
/** One reason. */
export type BankHold = (typeof bankHolds)[number];
/** A hold of bank data. */
export const bankHold = z.object({
  reason: z.enum(bankHolds),
  until: instant.nullable().meta({ description: 'When new bank data is used; null: until it is given' }),
});
/** Each reason as finance reads it. */
export const bankHoldNames: Record<BankHold, string> = {
  bankMissing: 'Bank data missing',
  bankChanged: 'Bank data changed',
};
