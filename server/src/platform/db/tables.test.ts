/** Rows as one parameter, and a table's class, against PostgreSQL. */
import { describe, expect } from 'vitest';
import { it } from '../../../test/fixtures.ts';
import {
  brokenConstraint,
  type Columns,
  type Database,
  inTransaction,
  queryPrepared,
  records,
  TableModel,
} from './index.ts';

class Sample extends TableModel {
  static override tableName = 'samples';
  static override jsonAttributes = ['manyParts'];
  declare id: string;
  declare shownName: string | null;
  declare seats: number[];
  declare manyParts: Array<{ bps: number }>;
  declare heldAt: Date;
  declare localDay: string;
  declare sum: number;
}

let db: Database;

it.beforeAll(async ({ db: opened }) => {
  db = opened;
  await db.raw(`CREATE TABLE samples (id text PRIMARY KEY, shown_name text, seats integer[] NOT NULL DEFAULT '{}',
    many_parts jsonb NOT NULL DEFAULT '[]', held_at timestamptz NOT NULL, local_day date, sum bigint)`);
});

const heldAt = new Date('2026-11-20T12:00:00.123Z');

describe('rows as one parameter', () => {
  it('come out typed as they went in, in their order, without further properties', async () => {
    const rows = [
      {
        id: 'b',
        shownName: 'O’Neil "x" \\ é',
        seats: [2, 1],
        parts: [{ bps: 5 }],
        heldAt,
        own: true,
        left: 'out',
      },
      { id: 'a', shownName: undefined, seats: [], parts: null, heldAt: heldAt.toISOString(), own: false },
    ];
    const { from, value } = records(
      rows,
      {
        id: 'text',
        shownName: 'text',
        seats: 'integer[]',
        parts: 'jsonb',
        heldAt: 'timestamptz',
        own: 'boolean',
      },
      { parameter: 2, position: 'nth' },
    );
    const found = await inTransaction(db, (trx) =>
      queryPrepared(trx, `SELECT n.*, $1::text AS first FROM ${from} ORDER BY n.nth`, ['one', value]),
    );
    const same = { held_at: heldAt, first: 'one' };
    expect(found).toEqual([
      {
        id: 'b',
        shown_name: 'O’Neil "x" \\ é',
        seats: [2, 1],
        parts: [{ bps: 5 }],
        own: true,
        nth: 1,
        ...same,
      },
      { id: 'a', shown_name: null, seats: [], parts: null, own: false, nth: 2, ...same },
    ]);
  });

  it('take half a surrogate pair as a text parameter does', async () => {
    const { from, value } = records([{ name: 'a\uD800' }], { name: 'text' });
    const found = await inTransaction(db, (trx) =>
      queryPrepared(trx, `SELECT n.name, $2::text AS as_text FROM ${from}`, [value, 'a\uD800']),
    );
    expect(found).toEqual([{ name: 'a\uFFFD', as_text: 'a\uFFFD' }]);
  });

  it('keep whole numbers of any safe size, days, and words of SQL as names', async () => {
    const rows = [{ row: 'A\uFFFD', sum: Number.MAX_SAFE_INTEGER, day: '2026-02-28' }];
    const { from, value } = records(rows, { row: 'text', sum: 'bigint', day: 'date' }, { alias: 'given' });
    expect(from).toBe('jsonb_to_recordset($1::jsonb) AS given ("row" text, "sum" bigint, "day" date)');
    expect(
      await inTransaction(db, (trx) => queryPrepared(trx, `SELECT given.* FROM ${from}`, [value])),
    ).toEqual(rows);
    const none = records<{ id: string }>([], { id: 'text' });
    expect(
      await inTransaction(db, (trx) => queryPrepared(trx, `SELECT * FROM ${none.from}`, [none.value])),
    ).toEqual([]);
  });
});

describe('a table’s class', () => {
  const row = {
    id: 's1',
    shownName: 'One',
    manyParts: [{ bps: 1 }],
    seats: [3],
    heldAt,
    localDay: '2026-03-01',
  };

  it('writes and reads camelCase properties, JSON, instants, days and sums in the transaction', async () => {
    await inTransaction(db, async (trx) => {
      await Sample.query(trx).insert({ ...row, sum: 9_000_000_000 });
      const found = await Sample.query(trx).findById('s1').forUpdate();
      expect(found?.toJSON()).toEqual({ ...row, sum: 9_000_000_000 });
      await Sample.query(trx).findById('s1').patch({ shownName: null, manyParts: [] });
      const [raw] = await queryPrepared<Pick<Columns<Sample>, 'shown_name' | 'many_parts'>>(
        trx,
        `SELECT shown_name, many_parts FROM samples WHERE id = 's1'`,
      );
      expect(raw).toEqual({ shown_name: null, many_parts: [] });
    });
    await expect(
      inTransaction(db, async (trx) => Sample.query(trx).insert({ ...row, sum: 1 })).catch((error) =>
        Promise.reject(brokenConstraint(error)),
      ),
    ).rejects.toBe('samples_pkey');
  });

  it('refuses a query without a transaction or database', () => {
    expect(() => Sample.query().findById('s1').toKnexQuery()).toThrow();
  });
});
