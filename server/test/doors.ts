/** A door that closes by itself, and a bell that a door rings: no domain, only what an engine must do. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import {
  createEngine,
  defineActor,
  type Engine,
  followUp,
  type LogEntry,
  type MessageOf,
  messageTo,
  type Sent,
} from '../src/platform/actors/index.ts';
import {
  type Database,
  inTransaction,
  openDatabase,
  queryPrepared,
  type Trx,
} from '../src/platform/db/index.ts';
import { jobs } from '../src/platform/jobs/index.ts';
import { testDatabase } from './database.ts';

export const doorContext = z.object({ openings: z.int(), closeMs: z.int() });
const doorSetup = setup({
  types: {
    context: {} as z.infer<typeof doorContext>,
    events: {} as
      | { type: 'open' }
      | { type: 'close' }
      | { type: 'push' }
      | { type: 'lock' }
      | { type: 'note'; text: string }
      | { type: 'paint'; colour: string }
      | { type: 'burst' },
    input: {} as { closeMs: number },
    tags: {} as 'passable',
  },
  delays: { tooLong: ({ context }) => context.closeMs },
  guards: {
    notWorn: ({ context }) => context.openings < 50,
    isColour: ({ event }, { colours }: { colours: readonly string[] }) =>
      event.type === 'paint' && colours.includes(event.colour),
  },
  actions: { ring: () => {}, burst: () => {}, notifyOutside: (_, _params: { text: string }) => {} },
});
export const doorMachine = doorSetup.createMachine({
  id: 'door',
  context: ({ input }) => ({ openings: 0, closeMs: input.closeMs }),
  initial: 'closed',
  on: {
    paint: {
      guard: { type: 'isColour', params: { colours: ['red', 'blue'] } },
      actions: { type: 'notifyOutside', params: ({ event }) => ({ text: event.colour }) },
    },
  },
  states: {
    closed: {
      on: {
        open: { guard: 'notWorn', target: 'open' },
        lock: { target: 'locked', actions: { type: 'notifyOutside', params: { text: 'locked' } } },
        burst: { actions: 'burst' },
      },
    },
    open: {
      tags: ['passable'],
      entry: [assign({ openings: ({ context }) => context.openings + 1 }), 'ring'],
      after: { tooLong: 'closed' },
      on: {
        close: 'closed',
        push: { target: 'open', reenter: true },
        note: { actions: { type: 'notifyOutside', params: ({ event }) => ({ text: event.text }) } },
      },
    },
    locked: { type: 'final' },
  },
});
export const bellMachine = setup({
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

/** The timer of an open door. */
export const closing = 'xstate.after.tooLong.door.open';
/** Whether the bell may refuse what a door sends it. */
export const bell = { mayRefuse: true };

export const doorActor = defineActor(doorMachine, {
  prefix: 'dor',
  table: 'doors',
  context: doorContext,
  messages: {
    open: { label: 'Open', needsReason: false },
    close: { label: 'Close', needsReason: false },
    push: null,
    lock: { label: 'Lock for good', needsReason: true },
    note: null,
    paint: { label: 'Paint', needsReason: false },
    burst: null,
  },
  inTransaction: {
    ring: async (_trx, calls) =>
      calls
        .filter(({ actorId }) => actorId.includes('bell'))
        .map((call) =>
          followUp(call, bellMachine, 'bel_1', { type: 'ring' }, { mayBeRefused: bell.mayRefuse }),
        ),
    burst: async () => {
      throw new Error('the hinge broke');
    },
  },
  jobs: {
    notifyOutside: ({ actorId, params }) => ({ task: 'notify', payload: { id: actorId, text: params.text } }),
  },
});
export const bellActor = defineActor(bellMachine, {
  prefix: 'bel',
  table: 'bells',
  context: z.object({ rings: z.int() }),
  messages: { ring: null },
  inTransaction: {},
  jobs: {},
});

export type DoorMessage = MessageOf<typeof doorMachine>;
export const toDoor = (id: string, message: DoorMessage, sent: Partial<Sent> = {}) =>
  messageTo(doorMachine, id, message, { by: 'test', ...sent });

/** Writes new doors or bells. */
export async function build(
  trx: Trx,
  engine: Engine,
  type: 'door' | 'bell',
  ids: string[],
  closeMs = 60_000,
): Promise<void> {
  const about = { at: new Date().toISOString(), by: 'test' };
  const created = ids.map((id) =>
    type === 'door'
      ? engine.create(doorMachine, { id, input: { closeMs }, ...about })
      : engine.create(bellMachine, { id, input: {}, ...about }),
  );
  for (const { id, state, snapshot, machineVersion } of created)
    await queryPrepared(trx, `INSERT INTO ${type}s VALUES ($1, $2, $3, $4, 1)`, [
      id,
      state,
      JSON.stringify(snapshot),
      machineVersion,
    ]);
  await engine.recordCreated(trx, created);
}

/** A test file's own database with doors and bells, emptied before each test. */
export function useDoors() {
  let db: Database;
  let close: () => Promise<void>;
  const engine = createEngine([doorActor, bellActor], jobs);
  beforeAll(async () => {
    const database = await testDatabase();
    db = openDatabase(database.url, { max: 20, onError: () => {} });
    close = async () => {
      await db.destroy();
      await database.drop();
    };
    const columns =
      'id text PRIMARY KEY, state text NOT NULL, snapshot jsonb NOT NULL, machine_version int NOT NULL, version int NOT NULL';
    await db.raw(`CREATE TABLE doors (${columns}); CREATE TABLE bells (${columns})`);
  });
  afterAll(() => close());
  beforeEach(async () => {
    bell.mayRefuse = true;
    await db.raw('TRUNCATE doors, bells, timers');
    await db.raw(
      'ALTER TABLE transitions DISABLE TRIGGER ALL; TRUNCATE transitions; ALTER TABLE transitions ENABLE TRIGGER ALL',
    );
  });
  return {
    engine,
    get db() {
      return db;
    },
    doors: (...ids: string[]) => inTransaction(db, (trx) => build(trx, engine, 'door', ids)),
    bells: (...ids: string[]) => inTransaction(db, (trx) => build(trx, engine, 'bell', ids)),
    send: (id: string, message: DoorMessage, sent: Partial<Sent> = {}, by: Engine = engine) =>
      inTransaction(db, async (trx) => (await by.apply(trx, [toDoor(id, message, sent)]))[0]),
    rowOf: (id: string) => db('doors').where({ id }).first(),
    logOf: (id: string): Promise<LogEntry[]> => db('transitions').where({ actor_id: id }).orderBy('version'),
    timersOf: (id: string) => db('timers').where({ actor_id: id }),
  };
}
