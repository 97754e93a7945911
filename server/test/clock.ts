/** Moves time in tests through the sweeper, beside the application's own sweeper. */
import { setTimeout as pause } from 'node:timers/promises';
import { sweep } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';

/**
 * Lets everything happen that is due within `ms`, at the end of that time. A sweep skips rows that another
 * transaction has locked, so it repeats until nothing is due.
 */
export async function passTime({ db, engine }: Pick<AppContext, 'db' | 'engine'>, ms: number): Promise<void> {
  const until = new Date(Date.now() + ms).toISOString();
  for (;;) {
    if ((await sweep(db, engine, until)) > 0) continue;
    const waiting = await db('timers').where('fire_at', '<=', until).first();
    if (!waiting) return;
    await pause(20);
  }
}
