/** Every row of a moving list is read exactly once: a property over random rows, orders, page sizes and departures. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { it } from '../../../test/fixtures.ts';
import { inTransaction, query } from './database.ts';
import { type OrderKey, type PlacedRow, pageOfRows, pageText } from './keyset.ts';

const row = fc.record({
  n: fc.option(fc.integer({ min: -2, max: 2 })),
  at: fc.option(fc.integer({ min: 0, max: 3 })),
  name: fc.constantFrom('9', '20', '101', 'Ä', "o'hara"),
});
const direction = fc.constantFrom('asc' as const, 'desc' as const);
const given = fc.record({
  rows: fc.array(row, { maxLength: 30 }),
  perPage: fc.integer({ min: 1, max: 9 }),
  orders: fc.tuple(direction, direction, direction, direction),
  /** Of each row, whether it leaves once it was read. */
  leaves: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
});
type Placed = PlacedRow & { id: string };

it('rows that leave between two pages neither hide nor repeat another, with nulls and ties', async ({
  db,
}) => {
  await inTransaction(db, async (trx) => {
    await query(
      trx,
      'CREATE TEMP TABLE moving (id text PRIMARY KEY, n int, at timestamptz, name text) ON COMMIT DROP',
    );
    await fc.assert(
      fc.asyncProperty(given, async ({ rows, perPage, orders, leaves }) => {
        await query(trx, 'TRUNCATE moving');
        await query(
          trx,
          `INSERT INTO moving SELECT 'id' || ordinality, (r->>'n')::int,
             timestamptz '2037-11-24T15:00:00.000001Z' + (r->>'at')::int * interval '1 microsecond', r->>'name'
           FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS given (r, ordinality)`,
          [JSON.stringify(rows)],
        );
        const keys: OrderKey[] = [
          { by: 'n', type: 'integer', nullable: true, order: orders[0] },
          { by: 'at', type: 'timestamptz', nullable: true, order: orders[1] },
          { by: 'name', type: 'text', collate: 'place_order', order: orders[2] },
          { by: 'id', type: 'text', order: orders[3] },
        ];
        const pageAfter = async (after: string | undefined, size: number) => {
          const page = pageText(keys, { page: 1, perPage: size, after });
          const placed = await query<Placed>(
            trx,
            `SELECT id, ${page.place} FROM moving WHERE ${page.after} ORDER BY ${page.order} ${page.limit}`,
            page.values,
          );
          return pageOfRows(placed, keys, { page: 1, perPage: size });
        };
        const whole = (await pageAfter(undefined, 100)).rows.map(({ id }) => id);
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await pageAfter(after, perPage);
          seen.push(...page.rows.map(({ id }) => id));
          after = page.next ?? undefined;
          const gone = seen.filter((id) => leaves[Number(id.slice(2)) - 1]);
          await query(trx, 'DELETE FROM moving WHERE id = ANY ($1::text[])', [gone]);
        } while (after !== undefined);
        expect(seen).toEqual(whole);
        expect(whole).toHaveLength(rows.length);
      }),
      { numRuns: 150 },
    );
  });
});
