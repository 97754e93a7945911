/** What is owed to consignors by its age: how long it could have been paid already. Amounts are minor units. */
import { z } from 'zod';
import { idOf, listOf, listQuery } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';

/** The ages of what may be paid, in days since it may; the last one has no end. */
export const ages = [
  { id: 'week', name: 'Up to 7 days', until: 7 },
  { id: 'month', name: '8 to 30 days', until: 30 },
  { id: 'twoMonths', name: '31 to 60 days', until: 60 },
  { id: 'older', name: 'Over 60 days', until: null },
] as const;
/** An age. */
export type Age = (typeof ages)[number]['id'];

const sums = {
  waiting: minorUnits.meta({ description: 'Not to be paid yet' }),
  week: minorUnits,
  month: minorUnits,
  twoMonths: minorUnits,
  older: minorUnits,
  inPayouts: minorUnits.meta({ description: 'In payouts that aren’t paid yet, or came back' }),
  owed: minorUnits.meta({ description: 'The sum of all of these; below zero, the consignor owes it' }),
};
/** What one consignor is owed, by age. */
export const agedPayable = z
  .object({ id: idOf('consignor'), name: z.string(), ...sums })
  .meta({ id: 'AgedPayable' });
/** What one consignor is owed, by age. */
export type AgedPayable = z.infer<typeof agedPayable>;

/** Which consignors a report of ages has, and its order. */
export const agingFileQuery = listQuery(
  ['owed', 'name', 'older'],
  { q: z.string().trim().max(100).optional().meta({ description: 'A part of the consignor’s name' }) },
  { order: 'desc', perPage: 100 },
).omit({ page: true, perPage: true });
/** The query of what is owed, by age. */
export const agingQuery = listQuery(['owed', 'name', 'older'], agingFileQuery.pick({ q: true }).shape, {
  order: 'desc',
  perPage: 100,
});
/** What is owed, by age, with the sums over all. */
export const agingList = listOf(agedPayable).extend({ currency: z.string(), totals: z.object(sums) });
/** What is owed, by age. */
export type AgingList = z.infer<typeof agingList>;
