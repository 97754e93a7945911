/** The components of a percentages rule. The consignor or the fan is the payer of each. */
import { z } from 'zod';

/**
 * The scopes of a rule, the least specific first. Of the rules in force, the most specific one applies as a
 * whole.
 */
export const ruleScopes = [
  'marketplace',
  'plan',
  'consignor',
  'package',
  'team',
  'event',
  'listing',
] as const;
/** The scope of a rule. */
export type RuleScope = (typeof ruleScopes)[number];

/** The kinds of components. */
export const componentKinds = ['commission', 'processing', 'delivery', 'serviceFee'] as const;
/** The kind of a component. */
export type ComponentKind = (typeof componentKinds)[number];

const percentage = 'Give a percentage from 0 to 100.';
const amount = 'Give an amount of 0 or more, or leave it out.';
/** The highest price of a ticket, so no component needs more. Minor units. */
const highestAmount = 10_000_000;

const bound = z.int(amount).min(0, amount).max(highestAmount, 'Give an amount of at most 100,000.00.');

/** One component: basis points of the price, within an optional minimum and maximum. */
export const percentagesComponent = z
  .object({
    kind: z.enum(componentKinds, 'Choose commission, processing, delivery or service fee.'),
    payer: z
      .enum(['consignor', 'fan'], 'Choose who pays it: the consignor or the fan.')
      .meta({ description: 'consignor: deducted from the price; fan: added to it' }),
    bps: z.int(percentage).min(0, percentage).max(10_000, percentage).meta({
      description: 'Basis points of the price (2000 = 20%)',
    }),
    minimum: bound.nullable().default(null).meta({
      description: 'The least amount, minor units of the listing’s currency',
    }),
    maximum: bound
      .nullable()
      .default(null)
      .meta({ description: 'The highest amount, minor units of the listing’s currency' }),
  })
  .meta({ id: 'PercentagesComponent' });
/** One component of a rule. */
export type PercentagesComponent = z.infer<typeof percentagesComponent>;

/**
 * Whether this payer is possible for this kind: the consignor always pays the commission, the fan always pays
 * the service fee.
 */
export function mayPay(kind: ComponentKind, payer: PercentagesComponent['payer']): boolean {
  if (kind === 'commission') return payer === 'consignor';
  if (kind === 'serviceFee') return payer === 'fan';
  return true;
}

/**
 * The components of one rule. Each kind occurs at most once per payer, a minimum isn't above its maximum, and
 * the components of one payer aren't more than 100% together. Each violation is reported with its field.
 */
export const percentagesComponents = z
  .array(percentagesComponent, 'Give the components of the rule.')
  .min(1, 'Give at least one component: what the marketplace keeps, or what fans pay on top.')
  .max(6, 'A rule has at most six components.')
  .superRefine((components, context) => {
    const refuse = (path: Array<string | number>, message: string) =>
      context.addIssue({ code: 'custom', path, message });
    for (const [i, { kind, payer, minimum, maximum }] of components.entries()) {
      if (!mayPay(kind, payer))
        refuse(
          [i, 'payer'],
          kind === 'commission' ? 'The consignor pays the commission.' : 'The fan pays the service fee.',
        );
      if (minimum !== null && maximum !== null && minimum > maximum)
        refuse([i, 'minimum'], 'The minimum is more than the maximum. Lower it, or raise the maximum.');
      if (components.findIndex((part) => part.kind === kind && part.payer === payer) !== i)
        refuse([i, 'kind'], 'This component occurs twice. Give each kind once per payer.');
    }
    for (const side of ['consignor', 'fan'] as const)
      if (bpsOf(components, side) > 10_000)
        refuse([], `The components that the ${side} pays are more than 100% together. Lower one.`);
  });

/** The sum of one payer's percentages in basis points, without minimums and maximums. */
export function bpsOf(
  components: readonly PercentagesComponent[],
  payer: PercentagesComponent['payer'],
): number {
  return components.reduce((sum, part) => (part.payer === payer ? sum + part.bps : sum), 0);
}
