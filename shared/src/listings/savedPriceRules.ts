/** Price rules that are saved under a name and run once a day over a view. */
import { z } from 'zod';
import { afterPlace, idOf, instant, listQuery, listWithNext } from '../http/index.ts';
import { instantOf, marketplaceZone, wallTimeOf } from '../time/index.ts';
import { pricingRule } from './listingActions.ts';
import { listingFilter } from './listingFilters.ts';

const own = {
  name: z
    .string({ error: 'Give the rule a name.' })
    .trim()
    .min(2, 'Give the rule a name.')
    .max(60, 'At most 60 characters.'),
  pricing: pricingRule,
  runsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day, such as 06:30.')
    .meta({ description: 'Time of day in the marketplace’s zone', example: '06:30' }),
};
/** Saves a price rule over a view; it is switched on. */
export const newSavedPriceRule = z.object({ ...own, filter: listingFilter });
/** A new saved price rule as a client sends it. */
export type NewSavedPriceRule = z.input<typeof newSavedPriceRule>;
/** Changes a saved price rule. Its view stays: another view is another rule. */
export const savedPriceRuleChange = z.object({
  ...own,
  isOn: z.boolean(),
  version: z.int().min(1).meta({
    description: 'That the caller read. A rule that changed since is refused as `version_conflict`',
  }),
});
/** The changed rule as a client sends it. */
export type SavedPriceRuleChange = z.input<typeof savedPriceRuleChange>;

/** A saved price rule, with its next and its last turn. */
export const savedPriceRule = newSavedPriceRule
  .extend({
    id: idOf('savedPriceRule'),
    isOn: z.boolean(),
    owner: z.string().meta({ description: 'Who saved it: it runs as this person' }),
    mine: z.boolean(),
    version: z.int(),
    changed: z
      .object({ by: z.string(), at: instant })
      .nullable()
      .meta({ description: 'Who changed it last; null: nobody since it was saved' }),
    nextAt: instant.nullable(),
    last: z
      .object({
        at: instant,
        runId: idOf('bulkRun').nullable(),
        isRunning: z.boolean(),
        done: z.int(),
        refused: z.int(),
        problem: z.string().nullable().meta({ description: 'Why it changed nothing' }),
      })
      .nullable(),
    createdAt: instant,
  })
  .meta({ id: 'SavedPriceRule' });
/** A saved price rule. */
export type SavedPriceRule = z.infer<typeof savedPriceRule>;
/** The query of the list of saved price rules. */
export const savedPriceRuleQuery = listQuery(['name'], afterPlace);
/** One page of saved price rules. */
export const savedPriceRules = listWithNext(savedPriceRule);

/**
 * When a daily rule runs next: the first instant after `now` at which the marketplace's clocks show its time. A time
 * that the clocks skip is read as `instantOf` reads it: once on that day as well.
 * @param runsAt `06:30`
 * @param now ISO 8601
 * @returns ISO 8601 in UTC
 */
export function nextTurn(runsAt: string, now: string): string {
  const today = wallTimeOf(now, marketplaceZone).slice(0, 10);
  const at = instantOf(`${today}T${runsAt}`, marketplaceZone);
  if (at > new Date(now).toISOString()) return at;
  const tomorrow = new Date(Date.parse(`${today}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return instantOf(`${tomorrow}T${runsAt}`, marketplaceZone);
}
