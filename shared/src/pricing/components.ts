/** What a rule of percentages is made of: components, each borne by the consignor or by the fan. */
import { z } from 'zod';

/** Whom a rule scope, farthest first: the nearest that is in force wins, as a whole. */
export const ruleScopes = [
  'marketplace',
  'plan',
  'consignor',
  'package',
  'team',
  'event',
  'listing',
] as const;
export type RuleScope = (typeof ruleScopes)[number];

export const componentKinds = ['commission', 'processing', 'delivery', 'serviceFee'] as const;
export type ComponentKind = (typeof componentKinds)[number];

const percentage = 'Give a percentage from 0 to 100.';
const amount = 'Give an amount of 0 or more, or leave it out.';
/** Prices end at 100,000.00; no part of one need be more. Minor units. */
const highestAmount = 10_000_000;

const bound = z.int(amount).min(0, amount).max(highestAmount, 'Give an amount of at most 100,000.00.');

export const percentagesComponent = z
  .object({
    kind: z.enum(componentKinds, 'Choose commission, processing, delivery or service fee.'),
    payer: z
      .enum(['consignor', 'fan'], 'Choose who bears it: the consignor or the fan.')
      .meta({ description: 'Of the consignor’s price, or on top of it' }),
    bps: z.int(percentage).min(0, percentage).max(10_000, percentage).meta({
      description: 'Of the price, in basis points (2000 = 20 %)',
    }),
    minimum: bound.nullable().default(null).meta({
      description: 'Never less than this, minor units of the listing’s currency',
    }),
    maximum: bound.nullable().default(null).meta({ description: 'Never more than this, likewise' }),
  })
  .meta({ id: 'PercentagesComponent' });
export type PercentagesComponent = z.infer<typeof percentagesComponent>;

/** Who can bear a part of this kind: the commission is always the consignor's, the service fee the fan's. */
export function mayPay(kind: ComponentKind, payer: PercentagesComponent['payer']): boolean {
  if (kind === 'commission') return payer === 'consignor';
  if (kind === 'serviceFee') return payer === 'fan';
  return true;
}

/**
 * The components of one rule: each kind at most once on either side, least up to most, and neither side more than 100 % in
 * all. Every contradiction is named with its field.
 */
export const percentagesComponents = z
  .array(percentagesComponent, 'Give the components of the rule.')
  .min(1, 'Give at least one part: what the marketplace keeps, or what fans pay on top.')
  .max(6, 'A rule has at most six components.')
  .superRefine((components, context) => {
    const refuse = (path: Array<string | number>, message: string) =>
      context.addIssue({ code: 'custom', path, message });
    for (const [i, { kind, payer, minimum, maximum }] of components.entries()) {
      if (!mayPay(kind, payer))
        refuse(
          [i, 'payer'],
          kind === 'commission'
            ? 'The commission is borne by the consignor.'
            : 'The service fee is borne by the fan.',
        );
      if (minimum !== null && maximum !== null && minimum > maximum)
        refuse([i, 'minimum'], 'The least is more than the most. Lower it, or raise the most.');
      if (components.findIndex((part) => part.kind === kind && part.payer === payer) !== i)
        refuse([i, 'kind'], 'This part is there already. Name each once on either side.');
    }
    for (const side of ['consignor', 'fan'] as const)
      if (bpsOf(components, side) > 10_000)
        refuse([], `The components that the ${side} bears make more than 100 % together. Lower one.`);
  });

/** The sum of one side's percentages, in basis points, without regard to least and most. */
export function bpsOf(
  components: readonly PercentagesComponent[],
  payer: PercentagesComponent['payer'],
): number {
  return components.reduce((sum, part) => (part.payer === payer ? sum + part.bps : sum), 0);
}

/**
 * The components of a rule with nothing but a commission and a service fee.
 * @param commissionBps what the marketplace keeps of the price, basis points
 * @param feeBps   what the fan pays on top, basis points
 */
export function plainComponents(commissionBps: number, feeBps: number): PercentagesComponent[] {
  return [
    { kind: 'commission', payer: 'consignor', bps: commissionBps, minimum: null, maximum: null },
    { kind: 'serviceFee', payer: 'fan', bps: feeBps, minimum: null, maximum: null },
  ];
}
