/** The engine alone: an actor that only switches on and off, in a table with only the engine's columns. */
import { setup } from 'xstate';
import { z } from 'zod';
import { createEngine, defineActor, messageTo } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction, queryPrepared } from '../src/platform/db/index.ts';
import { jobs } from '../src/platform/jobs/index.ts';

const lightMachine = setup({
  types: {
    context: {} as { room: string },
    events: {} as { type: 'on' } | { type: 'off' },
    input: {} as { room: string },
  },
}).createMachine({
  id: 'lamp',
  context: ({ input }) => ({ room: input.room }),
  initial: 'dark',
  states: { dark: { on: { on: 'lit' } }, lit: { on: { off: 'dark' } } },
});

const lampActor = defineActor(lightMachine, {
  prefix: 'lmp',
  table: 'bench_lamps',
  context: z.object({ room: z.string() }),
  messages: { on: null, off: null },
  inTransaction: {},
  jobs: {},
});

/** Actors per batch, and batches in flight. */
const batchSize = 2_000;
const maxInFlight = 2;

/** @returns transitions per second, each locked, written, logged and committed durably */
export async function engineLoad({ db }: AppContext, seconds: number): Promise<number> {
  const engine = createEngine([lampActor], jobs);
  const ids = Array.from(
    { length: batchSize * maxInFlight * 2 },
    (_, i) => `lmp_${String(i).padStart(8, '0')}`,
  );
  await db.raw(`CREATE TABLE bench_lamps (id text COLLATE "C" PRIMARY KEY, state text NOT NULL, snapshot jsonb NOT NULL,
    machine_version int NOT NULL, version int NOT NULL) WITH (fillfactor = 50)`);
  await inTransaction(db, async (trx) => {
    const at = new Date().toISOString();
    const created = ids.map((id) =>
      engine.create(lightMachine, { id, input: { room: id }, at, by: 'bench' }),
    );
    await queryPrepared(
      trx,
      `INSERT INTO bench_lamps SELECT n.*, 1, 1 FROM unnest($1::text[], $2::text[], $3::jsonb[]) AS n`,
      [ids, created.map(({ state }) => state), created.map(({ snapshot }) => JSON.stringify(snapshot))],
    );
    await engine.recordCreated(trx, created);
  });
  let count = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  await Promise.all(
    Array.from({ length: maxInFlight }, async (_, lane) => {
      const mine = ids.filter((_id, i) => i % maxInFlight === lane);
      for (let turn = 0; performance.now() < endsAt; turn++) {
        for (let i = 0; i < mine.length && performance.now() < endsAt; i += batchSize) {
          const messages = mine
            .slice(i, i + batchSize)
            .map((id) =>
              messageTo(lightMachine, id, { type: turn % 2 === 0 ? 'on' : 'off' }, { by: 'bench' }),
            );
          const outcomes = await inTransaction(db, (trx) => engine.apply(trx, messages));
          count += outcomes.filter(({ kind }) => kind === 'applied').length;
        }
      }
    }),
  );
  return count / ((performance.now() - startedAt) / 1000);
}
