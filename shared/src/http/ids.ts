/**
 * Public ids: a prefix for the kind, then 26 characters of Crockford base 32: 48 bits of time (so that ids
 * sort by creation) and 80 random bits.
 */
import { z } from 'zod';

/** The prefix of each kind of id. Prefixes are stable: they are part of stored ids. */
export const idPrefixes = {
  venue: 'ven',
  performer: 'prf',
  season: 'sea',
  event: 'evt',
  consignor: 'con',
  consignorPlan: 'cpl',
  person: 'per',
  passkey: 'psk',
  invitation: 'inv',
  passwordReset: 'pwr',
  emailConfirmation: 'emc',
  package: 'pkg',
  listing: 'lst',
  ticket: 'tkt',
  import: 'imp',
  bulkRun: 'blk',
  frozenView: 'fzv',
  savedPriceRule: 'spr',
  feedRun: 'crn',
  feedChange: 'fch',
  eventChange: 'evc',
  priceCap: 'cap',
  taxRule: 'tax',
  savedView: 'viw',
  scheduledReport: 'shr',
  percentages: 'pct',
  percentagesDraft: 'pdr',
  reservation: 'rsv',
  payment: 'pay',
  refund: 'ref',
  dispute: 'dsp',
  balanceDifference: 'bdf',
  payoutRun: 'prn',
  payout: 'pyt',
  adjustment: 'adj',
  advance: 'adv',
  monthClosing: 'mcl',
  connectedAccount: 'sca',
  bankAccount: 'bka',
  bankFile: 'bkf',
  bankAnswer: 'bkn',
  payoutAttempt: 'pat',
  taxpayer: 'txp',
  taxForm: 'txf',
  withholding: 'twh',
  withholdingDeposit: 'twd',
  taxPayment: 'txm',
  delivery: 'dlv',
  deliveryFile: 'dlf',
  evidenceUpload: 'evu',
  case: 'cas',
  waitingEntry: 'wte',
  waitingOffer: 'wto',
  fanAlert: 'fal',
  handover: 'hnd',
  buyerBlock: 'bbl',
  approval: 'apv',
  export: 'exf',
  admission: 'adm',
  fan: 'fan',
  ledgerTransaction: 'ltx',
  email: 'mal',
  mailing: 'mlg',
  audit: 'aud',
  request: 'req',
  apiKey: 'key',
  webhookEndpoint: 'whe',
  webhook: 'whk',
  notice: 'ntc',
  slackMessage: 'slm',
} as const;
/** A kind of thing that has a public id. */
export type IdKind = keyof typeof idPrefixes;

const body = '[0-9a-hjkmnp-tv-z]{26}';

/** What a person calls the row, where it isn't the kind of its id. */
const nouns: Partial<Record<IdKind, string>> = {
  consignorPlan: 'plan of this consignor',
  priceCap: 'cap',
  taxRule: 'tax',
  savedView: 'view',
  scheduledReport: 'report',
  bulkRun: 'bulk run',
  frozenView: 'preview',
  savedPriceRule: 'price rule',
  feedRun: 'run',
  feedChange: 'decision',
  eventChange: 'change',
  percentagesDraft: 'draft',
  deliveryFile: 'file',
  evidenceUpload: 'file',
  payoutRun: 'run',
  connectedAccount: 'account at Stripe',
  bankAccount: 'bank data',
  bankFile: 'file',
  bankAnswer: 'answer',
  payoutAttempt: 'attempt',
  taxpayer: 'tax data',
  taxForm: 'form',
  withholding: 'withheld tax',
  withholdingDeposit: 'deposit',
  taxPayment: 'payment of tax',
  buyerBlock: 'block',
  approval: 'request',
  waitingEntry: 'entry',
  waitingOffer: 'offer',
  fanAlert: 'alert',
  apiKey: 'key',
  webhookEndpoint: 'endpoint',
};

/** What the row of an id's schema is called. */
export const idNouns = z.registry<{ noun: string }>();

/** The zod schema of one kind of public id. @param missing what is said where there is none; by default that it is missing */
export function idOf(kind: IdKind, missing?: string) {
  const prefix = idPrefixes[kind];
  return z
    .string(missing === undefined ? {} : { error: missing })
    .regex(new RegExp(`^${prefix}_${body}$`), `Use the ${kind}'s id, which begins with ${prefix}_.`)
    .meta({ description: `Id of a ${kind}`, example: `${prefix}_01kz8m3qj4w0d9s7r6t5y2x1c0` })
    .register(idNouns, { noun: nouns[kind] ?? kind });
}

/** Path parameters `{ id }` of one kind of row. */
export const idParam = (kind: IdKind) => z.object({ id: idOf(kind) });

/** Path parameters `{ id }` where an id isn't the only name of a row: slugs, order codes, feeds' ids. */
export const anyId = z.object({ id: z.string().min(1) });
