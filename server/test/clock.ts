/** Time in tests moves by the sweeper's clock, beside the marketplace's own sweeper. */
import { setTimeout as pause } from 'node:timers/promises';
import { sweep } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';

/**
 * Everything that is due within so many milliseconds happens, at the last of them. A sweep passes over what others have in hand; the marketplace
 * comes back to it by itself, and so does this.
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
