/** Live pages of reservations. */
import type { streamMessage } from '@holdfast/shared/reservations';
import type { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { createStreamHub, type StreamHub } from '../platform/http/index.ts';
import { readStates } from './readStates.ts';

export type StreamMessage = z.infer<typeof streamMessage>;

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
