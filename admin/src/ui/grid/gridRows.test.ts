/** The grid's rows of a list that moves while it is read. */
import { expect, test } from 'vitest';
import { createGridRows } from './gridRows.ts';
import type { ListPart, ListParts, PartRead } from './listParts.ts';

interface Row {
  id: string;
  n: number;
  note?: string;
}
const sort = { field: 'n', order: 'ASC' } as const;
const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

/** A list as the server keeps it, by `n`; places are the `n` of the last row. */
function movingList(count: number) {
  let rows: Row[] = Array.from({ length: count }, (_, n) => ({ id: `row${n}`, n }));
  const asked: ListPart[] = [];
  let gate: Promise<void> = Promise.resolve();
  const parts: ListParts<Row> = {
    async read(part): Promise<PartRead<Row>> {
      asked.push(part);
      const { after, page } = part;
      const from = after
        ? rows.findIndex(({ n }) => n > Number(after))
        : Math.min(rows.length, (page - 1) * 100);
      const data = rows.slice(from, from + 100);
      const count = rows.length;
      await gate;
      return { data, total: count, next: from + 100 < count ? String(data.at(-1)!.n) : null };
    },
    change: () => {},
  };
  const leave = (ids: Iterable<string>) => {
    const gone = new Set(ids);
    rows = rows.filter(({ id }) => !gone.has(id));
  };
  /** Answers come once the returned function is called. */
  const hold = () => {
    let open = () => {};
    gate = new Promise((done) => {
      open = done;
    });
    return open;
  };
  return { parts, asked, leave, hold, now: () => rows, rows: createGridRows<Row>(parts) };
}

test('rows that leave above the part to come hide none of its rows, and the last row is reached', async () => {
  const list = movingList(260);
  const seen = idsOf((await list.rows.read(0, sort)).rows);
  list.leave(seen.slice(0, 60));
  const second = await list.rows.read(100, sort);
  seen.push(...idsOf(second.rows));
  // 200 are left, yet there is a row behind the 200 that were read.
  expect(second.total).toBe(201);
  list.leave(seen.slice(100, 140));
  const third = await list.rows.read(200, sort);
  expect(third.total).toBe(260);
  expect([...seen, ...idsOf(third.rows)]).toEqual(Array.from({ length: 260 }, (_, n) => `row${n}`));
});

test('parts that are asked for at once are read one after the other', async () => {
  const list = movingList(250);
  const both = await Promise.all([list.rows.read(0, sort), list.rows.read(100, sort)]);
  expect(both.flatMap(({ rows }) => idsOf(rows))).toEqual(idsOf(list.now()).slice(0, 200));
  expect(list.asked.map(({ after }) => after)).toEqual([null, '99']);
});

test('a part far below is counted; the part behind it follows its last row', async () => {
  const list = movingList(1000);
  await list.rows.read(0, sort);
  const far = await list.rows.read(500, sort);
  expect(far.rows[0]?.id).toBe('row500');
  list.leave(idsOf(far.rows).slice(0, 30));
  const behind = await list.rows.read(600, sort);
  expect(behind.rows[0]?.id).toBe('row600');
  expect(behind.isBroken).toBe(false);
});

test('a part before one that was counted tells that what follows must be read again', async () => {
  const list = movingList(1000);
  await list.rows.read(0, sort);
  await list.rows.read(500, sort);
  list.leave(['row3']);
  expect((await list.rows.read(400, sort)).isBroken).toBe(true);
  expect((await list.rows.read(500, sort)).rows[0]?.id).toBe('row500');
});

test('what an own action took out makes room at once, and is not asked for', async () => {
  const list = movingList(250);
  await list.rows.read(0, sort);
  list.leave(['row0', 'row2']);
  expect(list.rows.change({ rows: [{ id: 'row1', n: 1, note: 'mine' }], left: ['row0', 'row2'] })).toBe(2);
  const held = list.rows.held(0, sort);
  expect(held?.rows.slice(0, 2)).toEqual([
    { id: 'row1', n: 1, note: 'mine' },
    { id: 'row3', n: 3 },
  ]);
  expect(held).toMatchObject({ total: 248 });
  expect(list.asked).toHaveLength(1);
  const full = await list.rows.read(0, sort);
  expect(full.rows).toHaveLength(100);
  expect(new Set(idsOf(full.rows)).size).toBe(100);
});

test('an answer that was under way does not bring back what an own action took out', async () => {
  const list = movingList(120);
  await list.rows.read(0, sort);
  const answer = list.hold();
  const under = list.rows.renew();
  await expect.poll(() => list.asked).toHaveLength(2);
  list.rows.change({ rows: [], left: ['row5'] });
  answer();
  await under;
  expect(idsOf(list.rows.held(0, sort)?.rows ?? [])).not.toContain('row5');
  // What is asked for later is believed.
  await list.rows.renew();
  expect(idsOf(list.rows.held(0, sort)?.rows ?? [])).toContain('row5');
});

test('a renewal reads as far as before, and tells where the rows are now', async () => {
  const list = movingList(400);
  await list.rows.read(0, sort);
  await list.rows.read(100, sort);
  list.leave(['row1', 'row2', 'row150']);
  const whereNow = await list.rows.renew();
  expect(list.asked).toHaveLength(4);
  expect(whereNow(120)).toBe(118);
  // The row itself has left: the next one takes its place.
  expect(whereNow(150)).toBe(147);
  expect(list.rows.held(100, sort)?.rows[0]?.id).toBe('row102');
});

test('a part far below that loses a row is read again once, and counts for the list', async () => {
  const list = movingList(1000);
  await list.rows.read(0, sort);
  await list.rows.read(500, sort);
  list.leave(['row503']);
  expect(list.rows.change({ rows: [], left: ['row503'] })).toBe(1);
  expect(list.rows.held(500, sort)).toBeNull();
  const again = await list.rows.read(500, sort);
  expect(again.rows).toHaveLength(100);
  expect(again.total).toBe(999);
  expect(list.rows.held(500, sort)?.rows).toHaveLength(100);
});
