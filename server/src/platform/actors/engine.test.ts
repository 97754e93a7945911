import { describe, expect, it } from 'vitest';
import { bell, closing, toDoor, useDoors } from '../../../test/doors.ts';
import { inTransaction } from '../db/index.ts';
import type { LogEntry } from './replay.ts';
import { sweep, timerMessage } from './sweeper.ts';

const actors = useDoors();
const { engine, doors, bells, send, rowOf, logOf, timersOf } = actors;

describe('apply', () => {
  it('writes state, log and timer in one transaction', async () => {
    await doors('dor_1');
    expect(await send('dor_1', { type: 'open' }, { reason: 'a guest' })).toMatchObject({
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
      { version: 1, message: 'created', from_state: null, to_state: 'closed' },
      { version: 2, message: 'open', from_state: 'closed', to_state: 'open', by: 'test', reason: 'a guest' },
    ]);
    const [line] = (await logOf('dor_1')).slice(1);
    expect(await timersOf('dor_1')).toMatchObject([
      { timer_id: closing, armed_by: 2, fire_at: new Date((line as LogEntry).at.getTime() + 60_000) },
    ]);
  });

  it('refuses what the state does not accept, says what it accepts, and changes nothing', async () => {
    await doors('dor_1');
    expect(await send('dor_1', { type: 'close' })).toEqual({
      kind: 'refused',
      id: 'dor_1',
      state: 'closed',
      version: 1,
      accepts: ['burst', 'lock', 'open', 'paint'],
      refusedBy: [],
    });
    const timer = timerMessage('door', 'dor_1', closing);
    expect(await inTransaction(actors.db, (trx) => engine.apply(trx, [timer]))).toMatchObject([
      { kind: 'refused' },
    ]);
    expect(await logOf('dor_1')).toHaveLength(1);
    expect(await send('dor_none', { type: 'open' })).toEqual({ kind: 'unknown', id: 'dor_none' });
  });

  it('accepts nothing once the actor is finished', async () => {
    await doors('dor_1');
    await send('dor_1', { type: 'lock' });
    expect(await send('dor_1', { type: 'open' })).toMatchObject({ kind: 'refused' });
  });

  it('takes several messages to one actor in their order', async () => {
    await doors('dor_1', 'dor_2');
    const messages = [
      toDoor('dor_2', { type: 'open' }),
      toDoor('dor_1', { type: 'open' }),
      toDoor('dor_1', { type: 'close' }),
      toDoor('dor_1', { type: 'close' }),
    ];
    const outcomes = await inTransaction(actors.db, (trx) => engine.apply(trx, messages));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['applied', 'applied', 'applied', 'refused']);
    expect(await rowOf('dor_1')).toMatchObject({ state: 'closed', version: 3 });
    expect(await timersOf('dor_1')).toEqual([]);
    expect(await timersOf('dor_2')).toHaveLength(1);
  });

  it('acts once per cause, however often and concurrently it is sent', async () => {
    await doors('dor_1');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () => send('dor_1', { type: 'open' }, { cause: 'webhook:1' })),
    );
    const kinds = outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value?.kind : 'failed',
    );
    expect(kinds.filter((kind) => kind === 'applied')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'repeated')).toHaveLength(11);
    expect(await rowOf('dor_1')).toMatchObject({ version: 2 });
  });

  it('answers stale to who looked at another version', async () => {
    await doors('dor_1');
    expect(await send('dor_1', { type: 'open' }, { version: 7 })).toEqual({
      kind: 'stale',
      id: 'dor_1',
      state: 'closed',
      version: 1,
    });
    expect(await send('dor_1', { type: 'open' }, { version: 1 })).toMatchObject({ kind: 'applied' });
  });

  it('loses no message when many come at once', async () => {
    await doors('dor_1');
    await send('dor_1', { type: 'open' });
    await Promise.all(Array.from({ length: 40 }, () => send('dor_1', { type: 'push' })));
    expect(await rowOf('dor_1')).toMatchObject({ version: 42, snapshot: { context: { openings: 41 } } });
    expect((await logOf('dor_1')).map(({ version }) => version)).toEqual(
      Array.from({ length: 42 }, (_, i) => i + 1),
    );
    expect(await timersOf('dor_1')).toHaveLength(1);
  });

  it('leaves nothing behind when an action throws', async () => {
    await doors('dor_1', 'dor_2');
    const both = inTransaction(actors.db, (trx) =>
      engine.apply(trx, [toDoor('dor_1', { type: 'open' }), toDoor('dor_2', { type: 'burst' })]),
    );
    await expect(both).rejects.toThrow('the hinge broke');
    expect(await rowOf('dor_1')).toMatchObject({ state: 'closed', version: 1 });
    expect(await timersOf('dor_1')).toEqual([]);
  });

  it('queues jobs in the same transaction, under a key of the transition', async () => {
    await doors('dor_job');
    await expect(
      inTransaction(actors.db, async (trx) => {
        await engine.apply(trx, [toDoor('dor_job', { type: 'lock' })]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow();
    const jobsOf = async () =>
      (await actors.db.raw(`SELECT key, task_identifier FROM graphile_worker.jobs WHERE key LIKE 'dor_job%'`))
        .rows;
    expect(await jobsOf()).toEqual([]);
    await send('dor_job', { type: 'lock' });
    expect(await jobsOf()).toEqual([{ key: 'dor_job/2/notifyOutside', task_identifier: 'notify' }]);
  });
});

describe('follow-ups', () => {
  it('reach another actor in the same transaction, caused by the transition', async () => {
    await doors('dor_bell');
    await bells('bel_1');
    await send('dor_bell', { type: 'open' });
    expect(await logOf('bel_1')).toMatchObject([
      { message: 'created' },
      { message: 'ring', cause: 'dor_bell/2/ring', by: 'test' },
    ]);
  });

  it('roll everything back when they are refused and may not be', async () => {
    await doors('dor_bell');
    await bells('bel_1');
    await send('dor_bell', { type: 'open' });
    bell.mayRefuse = false;
    await expect(send('dor_bell', { type: 'push' })).rejects.toThrow('bel_1 answered refused to ring');
    expect(await rowOf('dor_bell')).toMatchObject({ version: 2 });
    bell.mayRefuse = true;
    expect(await send('dor_bell', { type: 'push' })).toMatchObject({ kind: 'applied', version: 3 });
  });
});

describe('timers', () => {
  const later = () => new Date(Date.now() + 61_000).toISOString();

  it('fire when they are due, and not before', async () => {
    await doors('dor_1');
    await send('dor_1', { type: 'open' });
    expect(await sweep(actors.db, engine)).toBe(0);
    expect(await sweep(actors.db, engine, later())).toBe(1);
    expect(await rowOf('dor_1')).toMatchObject({ state: 'closed' });
    expect((await logOf('dor_1')).at(-1)).toMatchObject({ message: closing, by: 'clock' });
    expect(await timersOf('dor_1')).toEqual([]);
  });

  it('begin anew when the state is entered again', async () => {
    await doors('dor_1');
    await send('dor_1', { type: 'open' });
    const [first] = await timersOf('dor_1');
    await send('dor_1', { type: 'push' });
    const [second] = await timersOf('dor_1');
    expect(second.armed_by).toBe(3);
    expect(second.fire_at.getTime()).toBeGreaterThanOrEqual(first.fire_at.getTime());
    expect(await timersOf('dor_1')).toHaveLength(1);
  });

  it('fire once with several sweepers, and against messages that come at the same time', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `dor_${String(i).padStart(2, '0')}`);
    await doors(...ids);
    await inTransaction(actors.db, (trx) =>
      engine.apply(
        trx,
        ids.map((id) => toDoor(id, { type: 'open' })),
      ),
    );
    const at = later();
    const closings = ids.map((id) => send(id, { type: 'close' }));
    const swept = Array.from({ length: 4 }, () => sweep(actors.db, engine, at));
    await Promise.all([...closings, ...swept]);
    for (let left = 1; left > 0; ) left = await sweep(actors.db, engine, at);
    for (const id of ids) expect(await rowOf(id)).toMatchObject({ state: 'closed', version: 3 });
    expect(await actors.db('timers').count()).toEqual([{ count: 0 }]);
  });
});
