/** What is known of a consignor besides its name and address of email: how to reach it and what is agreed. */
import { z } from 'zod';
import { optionalText } from '../catalog/index.ts';
import { optionalPhone } from '../http/index.ts';

/** Days from an event to the payout unless something else is agreed. Source: finance, as in the terms for consignors. */
export const usualPayoutDays = 7;

/** Languages on offer for the person to talk to, ISO 639-1. */
export const languages = [
  'en',
  'es',
  'fr',
  'zh',
  'tl',
  'vi',
  'ar',
  'ko',
  'ru',
  'de',
  'ht',
  'hi',
  'it',
  'ja',
  'pt',
  'pl',
  'uk',
] as const;

const email = z.email('Give an email address, such as ann@example.com.').max(200);
const unique = (texts: readonly string[]) =>
  new Set(texts.map((text) => text.toLowerCase())).size === texts.length;

/** The fields of a profile; all may be left out. */
export const profileFields = {
  legalName: optionalText(160),
  otherEmails: z
    .array(email)
    .max(10, 'At most 10 further addresses.')
    .default([])
    .refine(unique, { error: 'An address stands twice. Remove the second one.' })
    .transform((all) => all.map((each) => each.toLowerCase())),
  phone: optionalPhone,
  address: optionalText(200),
  city: optionalText(80),
  region: optionalText(80),
  postalCode: optionalText(20),
  country: z
    .string()
    .regex(/^([A-Z]{2}|)$/, 'Choose the country.')
    .nullish()
    .transform((text) => text || null)
    .meta({ description: 'ISO 3166-1 alpha-2', example: 'US' }),
  timeZone: optionalText(60).meta({
    description: 'IANA zone; emails tell deadlines by its clocks, without one by the venue’s',
    example: 'America/Chicago',
  }),
  language: z
    .enum(languages, { error: 'Choose one of the languages.' })
    .nullish()
    .transform((code) => code ?? null)
    .meta({ description: 'ISO 639-1, for staff who talk to them; emails are in English' }),
  notes: optionalText(2_000),
  tags: z
    .array(z.string().trim().min(1, 'A tag needs a word.').max(40, 'At most 40 characters.'))
    .max(20, 'At most 20 tags.')
    .default([])
    .refine(unique, { error: 'A tag stands twice. Remove the second one.' }),
  payoutDays: z
    .int('Give a whole number of days.')
    .min(0, 'Give 0 days or more.')
    .max(365, 'At most 365 days.')
    .default(usualPayoutDays)
    .meta({ description: 'Agreed days from the event to the payout' }),
};
const profile = z.object(profileFields);
/** The fields of a profile, every one given. */
export type ConsignorProfile = z.output<typeof profile>;

/** The names of the fields of a profile. */
export const profileNames = Object.keys(profileFields) as ReadonlyArray<keyof ConsignorProfile>;

/** `{ legalName, … }` of anything that has the fields. */
export function profileOf<T extends ConsignorProfile>(from: T): ConsignorProfile {
  return Object.fromEntries(profileNames.map((name) => [name, from[name]])) as ConsignorProfile;
}
