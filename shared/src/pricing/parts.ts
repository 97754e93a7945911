/** What a rule of percentages is made of: parts, each borne by the consignor or by the fan. */
import { z } from 'zod';

/** Whom a rule reaches, farthest first: the nearest that is in force wins, as a whole. */
export const reaches = ['house', 'plan', 'consignor', 'package', 'team', 'event', 'listing'] as const;
export type Reach = (typeof reaches)[number];

export const partKinds = ['commission', 'processing', 'delivery', 'serviceFee'] as const;
export type PartKind = (typeof partKinds)[number];

const percentage = 'Give a percentage from 0 to 100.';
const amount = 'Give an amount of 0 or more, or leave it out.';
/** Prices end at 100,000.00; no part of one need be more. Minor units. */
const highestAmount = 10_000_000;

const bound = z.int(amount).min(0, amount).max(highestAmount, 'Give an amount of at most 100,000.00.');

export const percentagesPart = z
  .object({
    kind: z.enum(partKinds, 'Choose commission, processing, delivery or service fee.'),
    bornBy: z
      .enum(['consignor', 'fan'], 'Choose who bears it: the consignor or the fan.')
      .meta({ description: 'Of the consignor’s price, or on top of it' }),
    bps: z.int(percentage).min(0, percentage).max(10_000, percentage).meta({
      description: 'Of the price, in basis points (2000 = 20 %)',
    }),
    least: bound.nullable().default(null).meta({
      description: 'Never less than this, minor units of the listing’s currency',
    }),
    most: bound.nullable().default(null).meta({ description: 'Never more than this, likewise' }),
  })
  .meta({ id: 'PercentagesPart' });
export type PercentagesPart = z.infer<typeof percentagesPart>;

/** Who can bear a part of this kind: the commission is always the consignor's, the service fee the fan's. */
export function mayBear(kind: PartKind, bornBy: PercentagesPart['bornBy']): boolean {
  if (kind === 'commission') return bornBy === 'consignor';
  if (kind === 'serviceFee') return bornBy === 'fan';
  return true;
}

/**
 * The parts of one rule: each kind at most once on either side, least up to most, and neither side more than 100 % in
 * all. Every contradiction is named with its field.
 */
export const percentagesParts = z
  .array(percentagesPart, 'Give the parts of the rule.')
  .min(1, 'Give at least one part: what the house keeps, or what fans pay on top.')
  .max(6, 'A rule has at most six parts.')
  .superRefine((parts, context) => {
    const refuse = (path: Array<string | number>, message: string) =>
      context.addIssue({ code: 'custom', path, message });
    for (const [i, { kind, bornBy, least, most }] of parts.entries()) {
      if (!mayBear(kind, bornBy))
        refuse(
          [i, 'bornBy'],
          kind === 'commission'
            ? 'The commission is borne by the consignor.'
            : 'The service fee is borne by the fan.',
        );
      if (least !== null && most !== null && least > most)
        refuse([i, 'least'], 'The least is more than the most. Lower it, or raise the most.');
      if (parts.findIndex((part) => part.kind === kind && part.bornBy === bornBy) !== i)
        refuse([i, 'kind'], 'This part is there already. Name each once on either side.');
    }
    for (const side of ['consignor', 'fan'] as const)
      if (bpsOf(parts, side) > 10_000)
        refuse([], `The parts that the ${side} bears make more than 100 % together. Lower one.`);
  });

/** The sum of one side's percentages, in basis points, without regard to least and most. */
export function bpsOf(parts: readonly PercentagesPart[], bornBy: PercentagesPart['bornBy']): number {
  return parts.reduce((sum, part) => (part.bornBy === bornBy ? sum + part.bps : sum), 0);
}

/**
 * The parts of a rule with nothing but a commission and a service fee.
 * @param houseBps what the house keeps of the price, basis points
 * @param feeBps   what the fan pays on top, basis points
 */
export function plainParts(houseBps: number, feeBps: number): PercentagesPart[] {
  return [
    { kind: 'commission', bornBy: 'consignor', bps: houseBps, least: null, most: null },
    { kind: 'serviceFee', bornBy: 'fan', bps: feeBps, least: null, most: null },
  ];
}
