/** What is sent of a prepared statement, and that PostgreSQL keeps its plan. */
import { expect } from 'vitest';
import { it } from '../../../test/fixtures.ts';
import { inTransaction, query, queryPrepared } from './index.ts';
import { statementFor } from './prepared.ts';

it('gives a list of one as a value, and others as they are', () => {
  const text = 'SELECT 1 FROM emails WHERE id = ANY($1::text[]) AND kind = $2';
  expect(statementFor(text, [['a'], 'order'])).toMatchObject({
    text: 'SELECT 1 FROM emails WHERE id = $1::text AND kind = $2',
    values: ['a', 'order'],
  });
  for (const list of [[], ['a', 'b'], null])
    expect(statementFor(text, [list, 'order'])).toMatchObject({ text, values: [list, 'order'] });
  expect(statementFor(text, [['b'], 'order']).name).toBe(statementFor(text, [['a'], 'order']).name);
  expect(statementFor(text, [['b'], 'order']).name).not.toBe(statementFor(text, [[], 'order']).name);
});

it('leaves a list that is used as a list, too', () => {
  const text = 'SELECT $1::text[] FROM emails WHERE id = ANY($1::text[]) AND kind = ANY($10::text[])';
  const values = [['a'], 2, 3, 4, 5, 6, 7, 8, 9, ['b']];
  expect(statementFor(text, values)).toMatchObject({
    text: 'SELECT $1::text[] FROM emails WHERE id = ANY($1::text[]) AND kind = $10::text',
    values: [...values.slice(0, 9), 'b'],
  });
});

it('answers for one as for several, within a transaction and by itself; its plan is kept', async ({
  running,
}) => {
  const { db } = running.context;
  const text = `SELECT kind FROM (VALUES ('a', 'first'), ('b', 'second')) v (id, kind) WHERE id = ANY($1::text[]) ORDER BY 1`;
  expect(await queryPrepared(db, text, [['a', 'b']])).toEqual([{ kind: 'first' }, { kind: 'second' }]);
  expect(await queryPrepared(db, text, [['b']])).toEqual([{ kind: 'second' }]);
  expect(await queryPrepared(db, text, [[]])).toEqual([]);
  await inTransaction(db, async (trx) => {
    const lines =
      'SELECT i.listing_id FROM reservations_current_lines i JOIN listings_offered l ON l.id = i.listing_id WHERE i.reservation_id = ANY($1::text[])';
    for (let n = 0; n < 12; n++) await queryPrepared(trx, lines, [['rsv_none']]);
    const plans = await query<{ generic: number; custom: number }>(
      trx,
      'SELECT generic_plans::int AS generic, custom_plans::int AS custom FROM pg_prepared_statements WHERE statement = $1',
      [statementFor(lines, [['']]).text],
    );
    expect(plans).toEqual([{ generic: 7, custom: 5 }]);
  });
});
