/**
 * Lists are `?page=&perPage=&sort=&order=&filter…` and answer `{ data, total }`. Long ones that move while they are read
 * also take `after`, and answer `next`.
 */
import { z } from 'zod';

/**
 * The query of a list.
 * @param sorts the fields that may be sorted by, the default first
 * @param filters further query fields
 */
export function listQuery<const S extends readonly [string, ...string[]], F extends z.ZodRawShape>(
  sorts: S,
  filters: F,
  defaults: { order?: 'asc' | 'desc'; perPage?: number } = {},
) {
  return z.object({
    page: z.coerce.number().int().min(1).default(1),
    perPage: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(defaults.perPage ?? 25),
    sort: z.enum(sorts).default(sorts[0] as never),
    order: z.enum(['asc', 'desc']).default(defaults.order ?? 'asc'),
    ...filters,
  });
}

/** The answer of a list: one page of items, and how many items the filters match in total. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), total: z.int() });
}

/** The query field of a list whose pages can begin after a row: the `next` of the page before. */
export const afterPlace = {
  after: z.string().max(2000).optional().meta({
    description:
      '`next` of an earlier answer in the same order: pages are counted from there, so that rows that leave or enter the list meanwhile neither hide nor repeat another',
  }),
};

/** The answer of a list whose pages can begin after a row. */
export function listWithNext<T extends z.ZodType>(item: T) {
  return listOf(item).extend({
    next: z
      .string()
      .nullable()
      .meta({ description: 'Where the next page begins, for `after`; null: this is the last page' }),
  });
}

/** An instant: ISO 8601 in UTC with milliseconds. */
export const instant = z.iso
  .datetime()
  .meta({ description: 'Instant, ISO 8601 in UTC', example: '2026-11-29T21:25:00.000Z' });

/** A query flag: `true` or `false` as text. */
export const queryFlag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A calendar day, `2026-11-29`. */
export const day = z.iso.date().meta({ example: '2026-11-29' });
