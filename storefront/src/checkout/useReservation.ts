import type { Reservation } from '@holdfast/shared/reservations';
import { useCallback, useEffect, useRef, useState } from 'react';
import { endsAt, showHold } from '../accounts/visitor.ts';
import { api, streamPath } from '../api/api.ts';
import { ApiProblem } from '../api/request.ts';

/** While the stream is broken, milliseconds. */
const pollMs = 3_000;

export type Followed =
  | { state: 'loading' | 'missing' | 'failed' }
  | {
      state: 'ready';
      reservation: Reservation;
      /** The deadline by this device's clock, milliseconds since the epoch. */
      endsAt: number;
      /** Neither stream nor poll can be heard: what is shown may be old. */
      stale: boolean;
    };

export interface Following {
  followed: Followed;
  refresh(): Promise<void>;
  /** Shows an answer that came with a request of ours. */
  show(reservation: Reservation): void;
}

/** A reservation, kept up to date by the live stream, and by asking where the stream breaks. */
export function useReservation(id: string): Following {
  const [followed, setFollowed] = useState<Followed>({ state: 'loading' });
  const version = useRef(0);

  const show = useCallback((reservation: Reservation) => {
    version.current = reservation.version;
    showHold(reservation);
    setFollowed({ state: 'ready', reservation, endsAt: endsAt(reservation), stale: false });
  }, []);

  const refresh = useCallback(async () => {
    try {
      show(await api.reservation(id));
    } catch (error) {
      const isMissing = error instanceof ApiProblem && [401, 403, 404].includes(error.problem.status);
      setFollowed((before) => {
        if (isMissing) return { state: 'missing' };
        return before.state === 'ready' ? { ...before, stale: true } : { state: 'failed' };
      });
    }
  }, [id, show]);

  const isOver = followed.state === 'ready' && isFinal(followed.reservation);
  const isMissing = followed.state === 'missing';
  useEffect(() => {
    void refresh();
  }, [refresh]);
  useEffect(() => {
    if (isOver || isMissing) return;
    return follow(id, () => version.current, refresh);
  }, [id, refresh, isOver, isMissing]);

  return { followed, refresh, show };
}

/** Nothing more happens to it while somebody waits. */
function isFinal({ state, items }: Reservation): boolean {
  if (state === 'paid') return items.every(({ tickets }) => tickets.every(({ code }) => code !== null));
  return !state.startsWith('pending.');
}

function follow(id: string, version: () => number, refresh: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const poll = () => {
    timer ??= setTimeout(async () => {
      timer = undefined;
      await refresh();
      if (stream.readyState !== EventSource.OPEN) poll();
    }, pollMs);
  };
  const stream = new EventSource(streamPath(id));
  stream.addEventListener('state', (message) => {
    const said = JSON.parse(message.data as string) as { version: number };
    // A payment moves without its reservation: its messages carry the version that we have.
    if (said.version >= version()) void refresh();
  });
  stream.addEventListener('error', poll);
  const onVisible = () => {
    if (document.visibilityState === 'visible') void refresh();
  };
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    clearTimeout(timer);
    stream.close();
    document.removeEventListener('visibilitychange', onVisible);
  };
}
