import { describe, expect, it } from 'vitest';
import { useDoors } from '../../../test/doors.ts';
import { untilNextTimer } from './sweeper.ts';

const actors = useDoors();
const { doors, send } = actors;

describe('the time until the next timer', () => {
  it('is null without timers, so that an idle sweeper sleeps', async () => {
    expect(await untilNextTimer(actors.db)).toBe(null);
  });

  it('is that of the earliest, and 0 once it is overdue', async () => {
    await doors('dor_1', 'dor_2');
    await send('dor_1', { type: 'open' });
    const until = await untilNextTimer(actors.db);
    expect(until).toBeGreaterThan(0);
    expect(until).toBeLessThanOrEqual(60_000);
    await send('dor_2', { type: 'open' });
    await actors
      .db('timers')
      .where({ actor_id: 'dor_2' })
      .update({ fire_at: actors.db.raw(`now() - interval '1 hour'`) });
    expect(await untilNextTimer(actors.db)).toBe(0);
  });
});
