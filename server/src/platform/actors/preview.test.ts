import { describe, expect, it } from 'vitest';
import { toDoor, useDoors } from '../../../test/doors.ts';
import { inTransaction } from '../db/index.ts';

const actors = useDoors();
const { engine, doors, send, rowOf, logOf } = actors;
const preview = (...messages: Array<ReturnType<typeof toDoor>>) =>
  inTransaction(actors.db, (trx) => engine.preview(trx, messages));
const accepts = async (id: string) =>
  (await inTransaction(actors.db, (trx) => engine.accepts(trx, [id]))).get(id) ?? [];

describe('a preview', () => {
  it('answers what apply answers, with actions and jobs, and writes nothing', async () => {
    await doors('dor_1', 'dor_2');
    await send('dor_2', { type: 'open' });
    const messages = [
      toDoor('dor_1', { type: 'open' }),
      toDoor('dor_2', { type: 'note', text: 'a draught' }),
      toDoor('dor_2', { type: 'close' }),
    ];
    const before = [await rowOf('dor_1'), await rowOf('dor_2')];
    const previewed = await preview(...messages);
    expect([await rowOf('dor_1'), await rowOf('dor_2')]).toEqual(before);
    expect(await logOf('dor_1')).toHaveLength(1);
    expect(await actors.db('timers').count()).toEqual([{ count: 1 }]);
    expect(previewed).toMatchObject([
      { actions: [{ name: 'ring' }], jobs: [] },
      {
        actions: [{ name: 'notifyOutside', params: { text: 'a draught' } }],
        jobs: [{ task: 'notify', payload: { id: 'dor_2', text: 'a draught' } }],
      },
      { from: 'open', state: 'closed', version: 4, actions: [] },
    ]);
    const applied = await inTransaction(actors.db, (trx) => engine.apply(trx, messages));
    expect(previewed).toMatchObject(applied);
  });

  it('says which guard says no, and whether a cause acted before or a version is old', async () => {
    await doors('dor_1');
    await send('dor_1', { type: 'open' }, { cause: 'webhook:1' });
    expect(
      await preview(
        toDoor('dor_1', { type: 'paint', colour: 'green' }),
        toDoor('dor_1', { type: 'open' }),
        toDoor('dor_1', { type: 'close' }, { cause: 'webhook:1' }),
        toDoor('dor_1', { type: 'close' }, { version: 1 }),
        toDoor('dor_none', { type: 'close' }),
      ),
    ).toMatchObject([
      { kind: 'refused', refusedBy: ['isColour'] },
      { kind: 'refused', refusedBy: [], accepts: ['close', 'note', 'paint', 'push'] },
      { kind: 'repeated' },
      { kind: 'stale', version: 2 },
      { kind: 'unknown' },
    ]);
  });

  it('waits for nobody who holds the row', async () => {
    await doors('dor_1');
    await inTransaction(actors.db, async (trx) => {
      await engine.apply(trx, [toDoor('dor_1', { type: 'open' })]);
      expect(await preview(toDoor('dor_1', { type: 'lock' }))).toMatchObject([
        { kind: 'applied', state: 'locked' },
      ]);
    });
  });
});

describe('params', () => {
  it('of guards decide, of actions reach their handlers', async () => {
    await doors('dor_red');
    expect(await send('dor_red', { type: 'paint', colour: 'green' })).toMatchObject({ kind: 'refused' });
    expect(await send('dor_red', { type: 'paint', colour: 'red' })).toMatchObject({ kind: 'applied' });
    const { rows } = await actors.db.raw(
      `SELECT p.payload FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p USING (id) WHERE j.key = 'dor_red/2/notifyOutside'`,
    );
    expect(rows).toEqual([{ payload: { id: 'dor_red', text: 'red' } }]);
  });
});

describe('what an actor accepts', () => {
  it('has labels and reasons, and for what is not possible the guard or the state that says no', async () => {
    await doors('dor_1');
    expect(await accepts('dor_1')).toEqual([
      { message: 'burst', label: null, needsReason: false, possible: 'yes', refusedBy: [] },
      { message: 'close', label: 'Close', needsReason: false, possible: 'no', refusedBy: [] },
      { message: 'lock', label: 'Lock for good', needsReason: true, possible: 'yes', refusedBy: [] },
      { message: 'note', label: null, needsReason: false, possible: 'no', refusedBy: [] },
      { message: 'open', label: 'Open', needsReason: false, possible: 'yes', refusedBy: [] },
      { message: 'paint', label: 'Paint', needsReason: false, possible: 'withPayload', refusedBy: [] },
      { message: 'push', label: null, needsReason: false, possible: 'no', refusedBy: [] },
    ]);
    await actors.db('doors').update({
      snapshot: JSON.stringify({ value: 'closed', context: { openings: 50, closeMs: 1 } }),
    });
    const open = (await accepts('dor_1')).find(({ message }) => message === 'open');
    expect(open).toMatchObject({ possible: 'no', refusedBy: ['notWorn'] });
  });

  it('is nothing once it is finished', async () => {
    await doors('dor_1');
    await send('dor_1', { type: 'lock' });
    expect((await accepts('dor_1')).filter(({ possible }) => possible !== 'no')).toEqual([]);
    expect(await accepts('dor_none')).toEqual([]);
  });
});
