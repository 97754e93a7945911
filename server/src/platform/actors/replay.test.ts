import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { z } from 'zod';
import { bellActor, closing, doorActor, doorContext, useDoors } from '../../../test/doors.ts';
import { inTransaction } from '../db/index.ts';
import { jobs } from '../jobs/index.ts';
import type { Snapshot } from './contract.ts';
import { defineActor } from './definition.ts';
import { createEngine } from './engine.ts';
import { type LogEntry, replay } from './replay.ts';

const actors = useDoors();
const { doors, send, rowOf, logOf, timersOf } = actors;

describe('replay', () => {
  it('gives the stored snapshot, and the timers that are armed', async () => {
    await doors('dor_1');
    for (const type of ['open', 'push', 'close', 'open'] as const) await send('dor_1', { type });
    const row = await rowOf('dor_1');
    const again = replay(doorActor, await logOf('dor_1'));
    expect(again).toMatchObject({ state: row.state, snapshot: row.snapshot, version: row.version });
    const [timer] = await timersOf('dor_1');
    expect([...again.timers]).toEqual([[closing, timer.fire_at.getTime()]]);
  });

  it('says how things stood at an earlier version', async () => {
    await doors('dor_1');
    await send('dor_1', { type: 'open' });
    await send('dor_1', { type: 'close' });
    expect(replay(doorActor, await logOf('dor_1'), 2)).toMatchObject({ state: 'open', version: 2 });
  });

  it('names the version at which a log cannot be true', async () => {
    await doors('dor_1');
    await send('dor_1', { type: 'open' });
    await send('dor_1', { type: 'close' });
    const log = await logOf('dor_1');
    expect(() => replay(doorActor, log.slice(1))).toThrow('does not begin with a creation');
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
      input: {} as { closeMs: number },
    },
  }).createMachine({
    id: 'door',
    context: ({ input }) => ({ openings: 0, closeMs: input.closeMs, keeper: 'nobody' }),
    initial: 'shut',
    states: { shut: { on: { open: 'wide' } }, wide: {} },
  });
  const second = {
    machine: newerMachine,
    context: doorContext.extend({ keeper: z.string() }),
    upgrade: ({ value, context }: Snapshot): Snapshot => ({
      value: value === 'closed' ? 'shut' : 'wide',
      context: { ...context, keeper: 'Ann' },
    }),
  };
  const newer = defineActor(newerMachine, {
    prefix: 'dor',
    table: 'doors',
    previous: doorActor.versions,
    ...second,
    messages: { open: null },
    inTransaction: {},
    jobs: {},
  });
  const newest = defineActor(newerMachine, {
    prefix: 'dor',
    table: 'doors',
    previous: [...doorActor.versions, second],
    context: second.context,
    upgrade: ({ value, context }) => ({ value, context: { ...context, keeper: `${context.keeper}, Bob` } }),
    messages: { open: null },
    inTransaction: {},
    jobs: {},
  });

  it('are upgraded when an old row is met, and replay across', async () => {
    await doors('dor_1');
    const upgraded = createEngine([newer, bellActor], jobs);
    expect(await send('dor_1', { type: 'open' }, {}, upgraded)).toMatchObject({
      kind: 'applied',
      state: 'wide',
    });
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

  it('may be any number: a row comes from the first to the newest at once', async () => {
    await doors('dor_1');
    const upgraded = createEngine([newest, bellActor], jobs);
    const read = await inTransaction(actors.db, (trx) => upgraded.read(trx, newerMachine, ['dor_1']));
    expect(read.get('dor_1')).toEqual({
      id: 'dor_1',
      state: 'shut',
      version: 1,
      context: { openings: 0, closeMs: 60_000, keeper: 'Ann, Bob' },
    });
    expect(await send('dor_1', { type: 'open' }, {}, upgraded)).toMatchObject({ kind: 'applied' });
    expect(await rowOf('dor_1')).toMatchObject({ machine_version: 3 });
    expect(replay(newest, await logOf('dor_1')).snapshot).toEqual((await rowOf('dor_1')).snapshot);
  });
});
