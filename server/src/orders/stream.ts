/** Live pages of reservations. */
import type { AppContext } from '../platform/appContext.ts';
import { createStreamHub, type StreamHub } from '../platform/http/index.ts';
import { readStates } from './readStates.ts';

/** Streams of reservations by their ids: `state` at each change of one or of its newest payment. */
export function createReservationStreams({ db, log }: AppContext): StreamHub {
  return createStreamHub<string>({
    // A fan waits for their payment on this page.
    lookEveryMs: 250,
    async look(ids) {
      const states = await readStates(db, ids);
      return new Map(ids.map((id) => [id, JSON.stringify(states.get(id) ?? null)]));
    },
    tell: (before, now) => (before === now ? null : { event: 'state', data: JSON.parse(now) }),
    log,
  });
}
