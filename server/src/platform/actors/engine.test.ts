import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { type Database, inTransaction, openDatabase, run, type Trx } from '../db/index.ts';
import { jobs } from '../jobs/index.ts';
import type { ActorDefinition, Engine } from './contract.ts';
import { defineActor } from './definition.ts';
import { createEngine } from './engine.ts';
import { type LogEntry, replay } from './replay.ts';
import { sweep } from './sweeper.ts';

/** A door that closes by itself, and a bell that a door rings: no domain, only what an engine must do. */
const doorContext = z.object({ openings: z.int(), closeMs: z.int() });
const doorSetup = setup({
  types: {
    context: {} as z.infer<typeof doorContext>,
    events: {} as
      | { type: 'open' }
      | { type: 'close' }
      | { type: 'push' }
      | { type: 'lock' }
      | { type: 'note' }
      | { type: 'burst' },
    input: {} as { closeMs: number },
  },
  delays: { tooLong: ({ context }) => context.closeMs },
  actions: { ring: () => {}, burst: () => {}, tellOutside: () => {} },
});
const doorMachine = doorSetup.createMachine({
  id: 'door',
  context: ({ input }) => ({ openings: 0, closeMs: input?.closeMs ?? 1 }),
  initial: 'closed',
  states: {
    closed: {
      on: { open: 'open', lock: { target: 'locked', actions: 'tellOutside' }, burst: { actions: 'burst' } },
    },
    open: {
      entry: [assign({ openings: ({ context }) => context.openings + 1 }), 'ring'],
      after: { tooLong: 'closed' },
      on: { close: 'closed', push: { target: 'open', reenter: true }, note: { actions: 'tellOutside' } },
    },
    locked: { type: 'final' },
  },
});
const bellMachine = setup({
  types: { context: {} as { rings: number }, events: {} as { type: 'ring' } },
}).createMachine({
  id: 'bell',
  context: { rings: 0 },
  initial: 'silent',
  states: {
    silent: {
      on: { ring: { target: 'rung', actions: assign({ rings: ({ context }) => context.rings + 1 }) } },
    },
    rung: {},
  },
});

const closed = 'xstate.after.tooLong.door.open';
let database: TestDatabase;
let db: Database;
let engine: Engine;
let bellMayRefuse = true;

const doorActor: ActorDefinition = defineActor({
  type: 'door',
  prefix: 'dor',
  table: 'doors',
  versions: [{ machine: doorMachine, context: doorContext }],
  inside: {
    ring: async (_trx, calls) =>
      calls
        .filter(({ actorId }) => actorId.includes('bell'))
        .map((call) => ({
          id: 'bel_1',
          message: { type: 'ring' },
          causedBy: call,
          mayBeRefused: bellMayRefuse,
        })),
    burst: async () => {
      throw new Error('the hinge broke');
    },
  },
  outside: { tellOutside: (call) => ({ task: 'tell', payload: { id: call.actorId } }) },
});
const bellActor = defineActor({
  type: 'bell',
  prefix: 'bel',
  table: 'bells',
  versions: [{ machine: bellMachine, context: z.object({ rings: z.int() }) }],
  inside: {},
  outside: {},
});

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, { max: 20, onError: () => {} });
  const columns =
    'id text PRIMARY KEY, state text NOT NULL, snapshot jsonb NOT NULL, machine_version int NOT NULL, version int NOT NULL';
  await db.raw(`CREATE TABLE doors (${columns}); CREATE TABLE bells (${columns})`);
  engine = createEngine([doorActor, bellActor], jobs);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});
beforeEach(async () => {
  bellMayRefuse = true;
  await db.raw('TRUNCATE doors, bells, timers');
  await db.raw(
    'ALTER TABLE transitions DISABLE TRIGGER ALL; TRUNCATE transitions; ALTER TABLE transitions ENABLE TRIGGER ALL',
  );
});

async function bear(
  trx: Trx,
  type: 'door' | 'bell',
  ids: string[],
  closeMs = 60_000,
  of: Engine = engine,
): Promise<void> {
  const at = new Date().toISOString();
  const births = ids.map((id) => of.birth(type, id, { closeMs }, at, 'test'));
  for (const birth of births) {
    await run(trx, `INSERT INTO ${type}s VALUES ($1, $2, $3, $4, 1)`, [
      birth.id,
      birth.state,
      JSON.stringify(birth.snapshot),
      birth.machineVersion,
    ]);
  }
  await of.recordBirths(trx, births);
}
const doors = (...ids: string[]) => inTransaction(db, (trx) => bear(trx, 'door', ids));
const send = (id: string, type: string, more: object = {}) =>
  inTransaction(
    db,
    async (trx) => (await engine.apply(trx, [{ id, message: { type }, by: 'test', ...more }]))[0],
  );
const rowOf = (id: string) => db('doors').where({ id }).first();
const logOf = (id: string): Promise<LogEntry[]> =>
  db('transitions').where({ actor_id: id }).orderBy('version');
const timersOf = (id: string) => db('timers').where({ actor_id: id });

describe('apply', () => {
  it('writes state, log and timer in one transaction', async () => {
    await doors('dor_1');
    expect(await send('dor_1', 'open', { reason: 'a guest' })).toMatchObject({
      kind: 'applied',
      from: 'closed',
      state: 'open',
      version: 2,
    });
    expect(await rowOf('dor_1')).toMatchObject({
      state: 'open',
      version: 2,
      snapshot: { value: 'open', context: { openings: 1 } },
    });
    expect(await logOf('dor_1')).toMatchObject([
      { version: 1, message: 'born', from_state: null, to_state: 'closed' },
      { version: 2, message: 'open', from_state: 'closed', to_state: 'open', by: 'test', reason: 'a guest' },
    ]);
    const [line] = (await logOf('dor_1')).slice(1);
    expect(await timersOf('dor_1')).toMatchObject([
      { timer_id: closed, armed_by: 2, fire_at: new Date((line as LogEntry).at.getTime() + 60_000) },
    ]);
  });

  it('refuses what the state does not accept, says what it accepts, and changes nothing', async () => {
    await doors('dor_1');
    expect(await send('dor_1', 'close')).toEqual({
      kind: 'refused',
      id: 'dor_1',
      state: 'closed',
      version: 1,
      accepts: ['burst', 'lock', 'open'],
    });
    expect(await send('dor_1', closed)).toMatchObject({ kind: 'refused' });
    expect(await logOf('dor_1')).toHaveLength(1);
    expect(await send('dor_none', 'open')).toEqual({ kind: 'unknown', id: 'dor_none' });
  });

  it('accepts nothing once the actor is finished', async () => {
    await doors('dor_1');
    await send('dor_1', 'lock');
    expect(await send('dor_1', 'open')).toMatchObject({ kind: 'refused', accepts: [] });
  });

  it('takes several messages to one actor in their order', async () => {
    await doors('dor_1', 'dor_2');
    const messages = [
      { id: 'dor_2', message: { type: 'open' }, by: 'test' },
      { id: 'dor_1', message: { type: 'open' }, by: 'test' },
      { id: 'dor_1', message: { type: 'close' }, by: 'test' },
      { id: 'dor_1', message: { type: 'close' }, by: 'test' },
    ];
    const outcomes = await inTransaction(db, (trx) => engine.apply(trx, messages));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['applied', 'applied', 'applied', 'refused']);
    expect(await rowOf('dor_1')).toMatchObject({ state: 'closed', version: 3 });
    expect(await timersOf('dor_1')).toEqual([]);
    expect(await timersOf('dor_2')).toHaveLength(1);
  });

  it('acts once per cause, however often and at once it is told', async () => {
    await doors('dor_1');
    const told = await Promise.allSettled(
      Array.from({ length: 12 }, () => send('dor_1', 'open', { cause: 'webhook:1' })),
    );
    const kinds = told.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value?.kind : 'failed'));
    expect(kinds.filter((kind) => kind === 'applied')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'repeated')).toHaveLength(11);
    expect(await rowOf('dor_1')).toMatchObject({ version: 2 });
  });

  it('answers stale to who looked at another version', async () => {
    await doors('dor_1');
    expect(await send('dor_1', 'open', { version: 7 })).toEqual({
      kind: 'stale',
      id: 'dor_1',
      state: 'closed',
      version: 1,
    });
    expect(await send('dor_1', 'open', { version: 1 })).toMatchObject({ kind: 'applied' });
  });

  it('loses no message when many come at once', async () => {
    await doors('dor_1');
    await send('dor_1', 'open');
    await Promise.all(Array.from({ length: 40 }, () => send('dor_1', 'push')));
    expect(await rowOf('dor_1')).toMatchObject({ version: 42, snapshot: { context: { openings: 41 } } });
    expect((await logOf('dor_1')).map(({ version }) => version)).toEqual(
      Array.from({ length: 42 }, (_, i) => i + 1),
    );
    expect(await timersOf('dor_1')).toHaveLength(1);
  });

  it('leaves nothing behind when an action throws', async () => {
    await doors('dor_1', 'dor_2');
    const both = inTransaction(db, (trx) =>
      engine.apply(trx, [
        { id: 'dor_1', message: { type: 'open' }, by: 'test' },
        { id: 'dor_2', message: { type: 'burst' }, by: 'test' },
      ]),
    );
    await expect(both).rejects.toThrow('the hinge broke');
    expect(await rowOf('dor_1')).toMatchObject({ state: 'closed', version: 1 });
    expect(await timersOf('dor_1')).toEqual([]);
  });

  it('queues outside actions in the same transaction, under a key of the transition', async () => {
    await doors('dor_job');
    await expect(
      inTransaction(db, async (trx) => {
        await engine.apply(trx, [{ id: 'dor_job', message: { type: 'lock' }, by: 'test' }]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow();
    const jobsOf = async () =>
      (await db.raw(`SELECT key, task_identifier FROM graphile_worker.jobs WHERE key LIKE 'dor_job%'`)).rows;
    expect(await jobsOf()).toEqual([]);
    await send('dor_job', 'lock');
    expect(await jobsOf()).toEqual([{ key: 'dor_job/2/tellOutside', task_identifier: 'tell' }]);
  });
});

describe('follow-ups', () => {
  it('reach another actor in the same transaction, caused by the transition', async () => {
    await doors('dor_bell');
    await inTransaction(db, (trx) => bear(trx, 'bell', ['bel_1']));
    await send('dor_bell', 'open');
    expect(await logOf('bel_1')).toMatchObject([
      { message: 'born' },
      { message: 'ring', cause: 'dor_bell/2/ring', by: 'test' },
    ]);
  });

  it('roll everything back when they are refused and may not be', async () => {
    await doors('dor_bell');
    await inTransaction(db, (trx) => bear(trx, 'bell', ['bel_1']));
    await send('dor_bell', 'open');
    bellMayRefuse = false;
    await expect(send('dor_bell', 'push')).rejects.toThrow('bel_1 answered refused to ring');
    expect(await rowOf('dor_bell')).toMatchObject({ version: 2 });
    bellMayRefuse = true;
    expect(await send('dor_bell', 'push')).toMatchObject({ kind: 'applied', version: 3 });
  });
});

describe('timers', () => {
  const later = () => new Date(Date.now() + 61_000).toISOString();

  it('fire when they are due, and not before', async () => {
    await doors('dor_1');
    await send('dor_1', 'open');
    expect(await sweep(db, engine)).toBe(0);
    expect(await sweep(db, engine, later())).toBe(1);
    expect(await rowOf('dor_1')).toMatchObject({ state: 'closed' });
    expect((await logOf('dor_1')).at(-1)).toMatchObject({ message: closed, by: 'clock' });
    expect(await timersOf('dor_1')).toEqual([]);
  });

  it('begin anew when the state is entered again', async () => {
    await doors('dor_1');
    await send('dor_1', 'open');
    const [first] = await timersOf('dor_1');
    await send('dor_1', 'push');
    const [second] = await timersOf('dor_1');
    expect(second.armed_by).toBe(3);
    expect(second.fire_at.getTime()).toBeGreaterThanOrEqual(first.fire_at.getTime());
    expect(await timersOf('dor_1')).toHaveLength(1);
  });

  it('fire once with several sweepers, and against messages that come at the same time', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `dor_${String(i).padStart(2, '0')}`);
    await doors(...ids);
    await inTransaction(db, (trx) =>
      engine.apply(
        trx,
        ids.map((id) => ({ id, message: { type: 'open' }, by: 'test' })),
      ),
    );
    const at = later();
    const closings = ids.map((id) => send(id, 'close'));
    const swept = Array.from({ length: 4 }, () => sweep(db, engine, at));
    await Promise.all([...closings, ...swept]);
    for (let left = 1; left > 0; ) left = await sweep(db, engine, at);
    for (const id of ids) expect(await rowOf(id)).toMatchObject({ state: 'closed', version: 3 });
    expect(await db('timers').count()).toEqual([{ count: 0 }]);
  });
});

describe('replay', () => {
  it('gives the stored snapshot, and the timers that are armed', async () => {
    await doors('dor_1');
    for (const type of ['open', 'push', 'close', 'open']) await send('dor_1', type);
    const row = await rowOf('dor_1');
    const again = replay(doorActor, await logOf('dor_1'));
    expect(again).toMatchObject({ state: row.state, snapshot: row.snapshot, version: row.version });
    const [timer] = await timersOf('dor_1');
    expect([...again.timers]).toEqual([[closed, timer.fire_at.getTime()]]);
  });

  it('says how things stood at an earlier version', async () => {
    await doors('dor_1');
    await send('dor_1', 'open');
    await send('dor_1', 'close');
    expect(replay(doorActor, await logOf('dor_1'), 2)).toMatchObject({ state: 'open', version: 2 });
  });

  it('names the version at which a log cannot be true', async () => {
    await doors('dor_1');
    await send('dor_1', 'open');
    await send('dor_1', 'close');
    const log = await logOf('dor_1');
    expect(() => replay(doorActor, log.slice(1))).toThrow('does not begin with a birth');
    expect(() => replay(doorActor, [log[0], log[2]] as LogEntry[])).toThrow('version 2 is missing');
    expect(() => replay(doorActor, [log[0], { ...log[1], message: 'close' }] as LogEntry[])).toThrow(
      'version 2: close is refused in closed',
    );
    expect(() => replay(doorActor, [log[0], { ...log[1], to_state: 'locked' }] as LogEntry[])).toThrow(
      'leads to open, the log says locked',
    );
  });
});

describe('machine versions', () => {
  const newerMachine = setup({
    types: {
      context: {} as { openings: number; closeMs: number; keeper: string },
      events: {} as { type: 'open' },
    },
    actions: { ring: () => {}, burst: () => {}, tellOutside: () => {} },
  }).createMachine({
    id: 'door',
    context: { openings: 0, closeMs: 1, keeper: 'nobody' },
    initial: 'shut',
    states: { shut: { on: { open: 'wide' } }, wide: {} },
  });
  const newer = defineActor({
    ...doorActor,
    versions: [
      ...doorActor.versions,
      {
        machine: newerMachine,
        context: doorContext.extend({ keeper: z.string() }),
        upgrade: ({ value, context }) => ({
          value: value === 'closed' ? 'shut' : 'wide',
          context: { ...context, keeper: 'Ann' },
        }),
      },
    ],
  });

  it('are upgraded when an old row is met, and replay across', async () => {
    await doors('dor_1');
    const upgraded = createEngine([newer, bellActor], jobs);
    const [outcome] = await inTransaction(db, (trx) =>
      upgraded.apply(trx, [{ id: 'dor_1', message: { type: 'open' }, by: 'test' }]),
    );
    expect(outcome).toMatchObject({ kind: 'applied', state: 'wide' });
    const row = await rowOf('dor_1');
    expect(row).toMatchObject({
      machine_version: 2,
      snapshot: { value: 'wide', context: { keeper: 'Ann' } },
    });
    expect(replay(newer, await logOf('dor_1'))).toMatchObject({
      state: 'wide',
      snapshot: row.snapshot,
      machineVersion: 2,
    });
  });
});

describe('registration', () => {
  const withAction = (machine: ReturnType<typeof setup> extends never ? never : unknown) => () =>
    defineActor({ ...doorActor, versions: [{ machine: machine as never, context: z.any() }] });

  it('refuses a machine that cannot be kept in rows', () => {
    const invoking = setup({}).createMachine({
      id: 'x',
      initial: 'a',
      states: { a: { invoke: { src: 'somewhere' } } },
    } as never);
    expect(withAction(invoking)).toThrow('door a: invoke is not possible');
    const nameless = setup({}).createMachine({ id: 'x', initial: 'a', states: { a: { entry: () => {} } } });
    expect(withAction(nameless)).toThrow('name it');
    const unknown = setup({ actions: { whistle: () => {} } }).createMachine({
      id: 'x',
      initial: 'a',
      states: { a: { entry: 'whistle' } },
    });
    expect(withAction(unknown)).toThrow('nobody says what the action whistle does');
  });
});
