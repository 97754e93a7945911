import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { useDoors } from '../../../test/doors.ts';
import { inTransaction } from '../db/index.ts';
import { actorsAtMoment, foldStays, type MomentQuestion, mendStays } from './stays.ts';

const actors = useDoors();
/** Seconds of a morning, as instants that are long past. */
const second = (at: number) => new Date(Date.UTC(2030, 0, 1) + at * 1_000).toISOString();

interface Step {
  actor: number;
  state: string;
  at: number;
}

/** Logs of doors, written as the engine writes them. */
async function write(steps: readonly Step[], from: ReadonlyMap<number, Step[]> = new Map()): Promise<void> {
  const before = new Map([...from].map(([actor, told]) => [actor, [...told]]));
  const rows = steps.map((step) => {
    const told = before.get(step.actor) ?? [];
    before.set(step.actor, [...told, step]);
    return {
      actor_id: `dor_${step.actor}`,
      version: told.length + 1,
      actor_type: 'door',
      message: 'x',
      payload: {},
      from_state: told.at(-1)?.state ?? null,
      to_state: step.state,
      machine_version: 1,
      at: second(step.at),
      by: 'test',
    };
  });
  if (rows.length > 0) await actors.db('transitions').insert(rows);
}

/** What the answer must be, counted from the steps alone. */
function expected(
  steps: readonly Step[],
  { states, at, forMs }: Pick<MomentQuestion, 'states' | 'at' | 'forMs'>,
) {
  return [...Map.groupBy(steps, ({ actor }) => actor)]
    .flatMap(([actor, own]) => {
      const then = own.filter((step) => second(step.at) <= at);
      const last = then.at(-1);
      if (!last || !states.includes(last.state)) return [];
      const entered = then.findLastIndex((step) => !states.includes(step.state)) + 1;
      const since = second((then[entered] as Step).at);
      const left = own.slice(then.length).find((step) => !states.includes(step.state));
      if (Date.parse(at) - Date.parse(since) < forMs) return [];
      return [{ actorId: `dor_${actor}`, state: last.state, since, until: left ? second(left.at) : null }];
    })
    .sort((a, b) => (a.since + a.actorId < b.since + b.actorId ? -1 : 1));
}

const ask = async (question: Partial<MomentQuestion>) => {
  const full = { type: 'door', states: ['open'], at: second(0), forMs: 0, most: 1_000, ...question };
  const { rows } = await inTransaction(actors.db, (trx) => actorsAtMoment(trx, full));
  return rows.map(({ since, until, ...row }) => ({
    ...row,
    since: since.toISOString(),
    until: until?.toISOString() ?? null,
  }));
};

/** A folded log, as if it had been folded until a second. */
const foldedUntil = (at: string) => actors.db('actor_stays_folded').update({ folded_until: at });

beforeEach(async () => {
  await actors.db.raw('TRUNCATE actor_stays');
  await foldedUntil('-infinity');
});

const steps = fc.array(
  fc.record({
    actor: fc.integer({ min: 1, max: 4 }),
    state: fc.constantFrom('closed', 'open', 'locked'),
    at: fc.integer({ min: 0, max: 40 }),
  }),
  { maxLength: 25 },
);

test('any log, folded in two turns or not at all: who was in a state, and since when, is what the log says', async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 0, max: 40 }),
      fc.subarray(['closed', 'open', 'locked'], { minLength: 1 }),
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom(0, 1, 2),
      async (drawn, cut, states, duration, turns) => {
        await actors.db.raw('ALTER TABLE transitions DISABLE TRIGGER ALL; TRUNCATE transitions, actor_stays');
        await foldedUntil('-infinity');
        const inOrder = drawn.toSorted((a, b) => a.at - b.at);
        const first = inOrder.filter(({ at }) => at <= cut);
        await write(first);
        if (turns > 0) {
          await foldStays(actors.db);
          // What comes later is younger than what is folded.
          await foldedUntil(second(cut));
        }
        await write(
          inOrder.slice(first.length),
          Map.groupBy(first, ({ actor }) => actor),
        );
        if (turns > 1) await foldStays(actors.db);
        for (const at of [0, 7, cut, 33, 41]) {
          const question = { states, at: second(at), forMs: duration * 1_000 };
          expect(await ask(question)).toEqual(expected(inOrder, question));
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('a message that changes no state doesn’t begin a stay anew', async () => {
  await write([
    { actor: 1, state: 'open', at: 0 },
    { actor: 1, state: 'open', at: 20 },
  ]);
  await foldStays(actors.db);
  expect(await ask({ at: second(30), forMs: 30_000 })).toMatchObject([
    { actorId: 'dor_1', since: second(0) },
  ]);
});

test('a transaction that still runs isn’t passed over: its transitions are folded once they are there', async () => {
  await write([{ actor: 1, state: 'open', at: 0 }]);
  const open = await actors.db.transaction();
  const { rows } = await open.raw('SELECT now() AS at');
  await foldStays(actors.db);
  await open('transitions').insert({
    actor_id: 'dor_1',
    version: 2,
    actor_type: 'door',
    message: 'x',
    payload: {},
    from_state: 'open',
    to_state: 'closed',
    machine_version: 1,
    at: rows[0].at,
    by: 'test',
  });
  await open.commit();
  await foldStays(actors.db);
  const now = new Date().toISOString();
  expect(await ask({ states: ['open'], at: now })).toEqual([]);
  expect(await ask({ states: ['closed'], at: now })).toMatchObject([{ actorId: 'dor_1' }]);
});

test('of more than are asked for, some are shown and it is said', async () => {
  await write([1, 2, 3, 4, 5].map((actor) => ({ actor, state: 'open', at: actor })));
  await foldStays(actors.db);
  const question = { type: 'door', states: ['open'], at: second(10), forMs: 0, most: 3 };
  const answer = await inTransaction(actors.db, (trx) => actorsAtMoment(trx, question));
  expect(answer).toMatchObject({ total: 3, more: true });
  expect(answer.rows).toHaveLength(3);
  const counted = await inTransaction(actors.db, (trx) =>
    actorsAtMoment(trx, { ...question, most: 1_000, shown: 2 }),
  );
  expect(counted).toMatchObject({ total: 5, more: false });
  expect(counted.rows.map(({ actorId }) => actorId)).toEqual(['dor_1', 'dor_2']);
});

test('a stay that isn’t as the log says is found, and folded anew', async () => {
  await write([
    { actor: 1, state: 'closed', at: 0 },
    { actor: 1, state: 'open', at: 5 },
    { actor: 2, state: 'open', at: 6 },
  ]);
  await foldStays(actors.db);
  expect(await mendStays(actors.db)).toBe(0);
  await actors.db('actor_stays').where({ actor_id: 'dor_1', version: 2 }).update({ state: 'locked' });
  await actors.db('actor_stays').where({ actor_id: 'dor_2' }).delete();
  expect(await mendStays(actors.db)).toBe(2);
  await foldStays(actors.db);
  expect(await mendStays(actors.db)).toBe(0);
  expect(await ask({ at: second(9) })).toHaveLength(2);
});

test('after a clock went back, what is logged then is folded too', async () => {
  await write([{ actor: 1, state: 'open', at: 1 }]);
  await foldStays(actors.db);
  // The folding was ahead when the clock went back.
  await actors.db('actor_stays_folded').update({ folded_until: new Date(Date.now() + 86_400_000) });
  await write([{ actor: 2, state: 'open', at: 2 }]);
  await foldStays(actors.db);
  expect(await actors.db('actor_stays').pluck('actor_id')).toEqual(
    expect.arrayContaining(['dor_1', 'dor_2']),
  );
});
