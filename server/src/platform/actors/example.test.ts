/** The README's example does what the README says. */
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { it } from '../../../test/fixtures.ts';
import { type Database, inTransaction } from '../db/index.ts';
import { door, engine } from './example.ts';
import { messageTo } from './messages.ts';
import { replay } from './replay.ts';
import { sweep } from './sweeper.ts';

const fileBeside = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');

let db: Database;
it.beforeAll(async ({ db: opened }) => {
  db = opened;
  await db.raw(
    `CREATE TABLE doors (id text PRIMARY KEY, state text NOT NULL, snapshot jsonb NOT NULL, machine_version int NOT NULL,
       version int NOT NULL, rings int NOT NULL DEFAULT 0)`,
  );
});

it('stands in the README as it runs', async () => {
  expect(await fileBeside('README.md')).toContain(`\`\`\`ts\n${await fileBeside('example.ts')}\`\`\``);
});

it('opens, rings, greets, and closes by itself', async () => {
  await inTransaction(db, async (trx) => {
    const at = new Date().toISOString();
    const created = engine.create(door, { id: 'dor_1', input: { closeMs: 60_000 }, at, by: 'per_1' });
    const { id, state, snapshot, machineVersion } = created;
    await trx('doors').insert({ id, state, snapshot, machine_version: machineVersion, version: 1 });
    await engine.recordCreated(trx, [created]);

    const open = messageTo(door, id, { type: 'open', guest: 'Ann' }, { by: 'per_1', cause: 'bell:1' });
    const [would] = await engine.preview(trx, [open]);
    expect(would).toMatchObject({ kind: 'applied', jobs: [{ task: 'greet', payload: { guest: 'Ann' } }] });
    const [first, second] = await engine.apply(trx, [open, open]);
    expect([first?.kind, second?.kind]).toEqual(['applied', 'repeated']);
    expect((await engine.accepts(trx, [id])).get(id)).toMatchObject([
      { message: 'close', possible: 'yes' },
      { message: 'open', possible: 'no', label: 'Open' },
    ]);
  });
  expect(await db('doors').first()).toMatchObject({ state: 'open', rings: 1 });
  await sweep(db, engine, new Date(Date.now() + 61_000).toISOString());
  const { snapshot } = await db('doors').first();
  expect(snapshot).toEqual({ value: 'closed', context: { closeMs: 60_000 } });
  const log = await db('transitions').orderBy('version');
  expect(replay(engine.definitionOf('dor_1'), log).snapshot).toEqual(snapshot);
});
