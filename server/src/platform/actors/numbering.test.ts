/** The log's numbers: every row once, and nobody who reads on passes over one that is committed late. */
import { beforeEach, expect, test } from 'vitest';
import { toDoor, useDoors } from '../../../test/doors.ts';
import { inTransaction, type Trx } from '../db/index.ts';
import { numberLog } from './numbering.ts';

const actors = useDoors();
const { engine, doors, send } = actors;

beforeEach(async () => {
  await actors.db.raw('TRUNCATE transitions, transition_numbers');
  await actors
    .db('transition_numbering')
    .update({ last_seq: 0, seen_below: null, unseen: [], xid_offset: 0 });
});

/** Actor and version by number, as whoever reads on from a number gets them. */
const after = async (seq: number) => {
  const rows = await actors
    .db('platform_numbered_log')
    .where('seq', '>', seq)
    .orderBy('seq')
    .select('seq', 'actor_id', 'version');
  return rows.map(({ actor_id: id, version }) => `${id} ${version}`);
};

/** A transaction that writes, and goes on when it is told. */
async function begun(work: (trx: Trx) => Promise<unknown>) {
  const ready = Promise.withResolvers<void>();
  const end = Promise.withResolvers<boolean>();
  const done = inTransaction(actors.db, async (trx) => {
    await work(trx);
    ready.resolve();
    if (!(await end.promise)) throw new Error('rolled back');
  });
  await Promise.race([ready.promise, done]);
  const finish = async (commits: boolean) => {
    end.resolve(commits);
    await done.catch((error: Error) => expect(error.message).toBe('rolled back'));
  };
  return { commit: () => finish(true), rollBack: () => finish(false) };
}

const open = (trx: Trx, id: string) => engine.apply(trx, [toDoor(id, { type: 'open' })]);

test('what a long transaction commits late is read by who read on before, and nothing twice', async () => {
  await doors('dor_a', 'dor_b', 'dor_c', 'dor_d');
  const first = await numberLog(actors.db);
  expect(await after(0)).toEqual(['dor_a 1', 'dor_b 1', 'dor_c 1', 'dor_d 1']);

  const long = await begun((trx) => open(trx, 'dor_a'));
  const lost = await begun((trx) => open(trx, 'dor_c'));
  await send('dor_b', { type: 'open' });
  const second = await numberLog(actors.db);
  expect(await after(first)).toEqual(['dor_b 2']);
  await send('dor_b', { type: 'close' });
  expect(await numberLog(actors.db)).toBe(second + 1);
  await long.commit();
  await lost.rollBack();
  await send('dor_d', { type: 'open' });
  const third = await numberLog(actors.db);
  // The one that began first was committed last: its number is the higher one.
  expect((await after(second + 1)).toSorted()).toEqual(['dor_a 2', 'dor_d 2']);
  expect(await numberLog(actors.db)).toBe(third);
  expect(await after(third)).toEqual([]);
});

test('an actor’s transitions are in order, also where the later transaction began first', async () => {
  await doors('dor_a', 'dor_b');
  await numberLog(actors.db);
  // It gets its number by writing elsewhere, and comes to the door when the other one is done with it.
  const early = await begun((trx) => open(trx, 'dor_b'));
  await send('dor_a', { type: 'open' });
  const xids = async () =>
    (await actors.db('transitions').where({ version: 2 }).orderBy('actor_id').pluck('xid')) as number[];
  await early.commit();
  const [a = 0, b = 0] = await xids();
  expect(b).toBeLessThan(a);
  // As if the early one had closed the door too.
  await actors.db('transitions').insert({
    actor_id: 'dor_a',
    version: 3,
    actor_type: 'door',
    message: 'close',
    payload: {},
    from_state: 'open',
    to_state: 'closed',
    machine_version: 1,
    at: new Date(),
    by: 'test',
    xid: b,
  });
  await actors.db('transition_numbering').update({ unseen: [b] });
  await numberLog(actors.db);
  const told = await after(2);
  expect(told.indexOf('dor_a 3')).toBeGreaterThan(told.indexOf('dor_a 2'));
  expect(told).toHaveLength(3);
});

test('many writers and several who number at once: every row has one number, without a gap', async () => {
  const ids = Array.from({ length: 8 }, (_, at) => `dor_${at}`);
  await doors(...ids);
  let isOver = false;
  const read: string[] = [];
  let seq = 0;
  const reader = (async () => {
    do {
      const last = await numberLog(actors.db);
      read.push(...(await after(seq)));
      seq = Math.max(last, seq, read.length);
    } while (!isOver);
  })();
  const numberers = [1, 2].map(async () => {
    while (!isOver) await numberLog(actors.db);
  });
  await Promise.all(
    ids.map(async (id) => {
      for (let turn = 0; turn < 12; turn++) await send(id, { type: turn % 2 === 0 ? 'open' : 'close' });
    }),
  );
  isOver = true;
  await Promise.all([reader, ...numberers]);
  await numberLog(actors.db);
  read.push(...(await after(seq)));
  const [{ count }] = (await actors.db('transitions').count()) as [{ count: number }];
  expect(new Set(read).size).toBe(count);
  expect(read).toHaveLength(count);
  for (const id of ids) {
    const versions = read
      .filter((each) => each.startsWith(`${id} `))
      .map((each) => Number(each.split(' ')[1]));
    expect(versions).toEqual(versions.toSorted((x, y) => x - y));
  }
});

test('a log of before numbers is numbered by its instants', async () => {
  await doors('dor_a', 'dor_b');
  const old = async (id: string, version: number, second: number) =>
    actors.db('transitions').insert({
      actor_id: id,
      version,
      actor_type: 'door',
      message: 'open',
      payload: {},
      from_state: 'closed',
      to_state: 'open',
      machine_version: 1,
      at: new Date(Date.UTC(2030, 0, 1, 0, 0, second)),
      by: 'test',
      xid: null,
    });
  await actors.db.raw('TRUNCATE transitions');
  await old('dor_b', 1, 3);
  await old('dor_a', 1, 1);
  await old('dor_a', 2, 5);
  await numberLog(actors.db);
  expect(await after(0)).toEqual(['dor_a 1', 'dor_b 1', 'dor_a 2']);
});

test('a database that was restored into another cluster goes on: nothing is lost and nothing numbered twice', async () => {
  await doors('dor_a', 'dor_b');
  const last = await numberLog(actors.db);
  // As if all of it came from a cluster that was further, and one row was written before anybody numbered here.
  await actors.db.raw('ALTER TABLE transitions DISABLE TRIGGER transitions_append_only');
  await actors.db('transitions').update({ xid: 900_000_000_000 });
  await actors.db.raw('ALTER TABLE transitions ENABLE TRIGGER transitions_append_only');
  await actors.db('transition_numbering').update({ cluster: 'another', seen_below: 900_000_000_001 });
  await send('dor_a', { type: 'open' });
  const here = await numberLog(actors.db);
  expect(await after(last)).toEqual(['dor_a 2']);
  await send('dor_a', { type: 'close' });
  const [{ xid }] = (await actors.db('transitions').where({ version: 3 }).select('xid')) as [{ xid: number }];
  expect(xid).toBeGreaterThan(900_000_000_000);
  await numberLog(actors.db);
  expect(await after(here)).toEqual(['dor_a 3']);
});
