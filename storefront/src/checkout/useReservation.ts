import { ApiProblem, follow } from '@holdfast/shared/apiClient';
import type { Reservation } from '@holdfast/shared/reservations';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { endsAt, showHold } from '../accounts/visitor.ts';
import { api, streamPath } from '../api/api.ts';
import { newestReads } from '../api/newestReads.ts';

/** Milliseconds between polls while the stream is broken. */
const pollMs = 3_000;

/** What is known of the reservation. */
export type ReservationState =
  | { state: 'loading' | 'missing' | 'failed' }
  | {
      state: 'ready';
      reservation: Reservation;
      /** The deadline by this device's clock, milliseconds since the epoch. */
      endsAt: number;
      /** Neither the stream nor a poll succeeds: what is shown may be old. */
      stale: boolean;
    };

/** The reservation and ways to update it. */
export interface ReservationFeed {
  current: ReservationState;
  refresh(): Promise<void>;
  /** Shows a reservation that came as the response to another request. */
  show(reservation: Reservation): void;
}

/** A reservation, kept up to date by the live stream, and by polling while the stream is broken. */
export function useReservation(id: string): ReservationFeed {
  const [current, setFollowed] = useState<ReservationState>({ state: 'loading' });
  const version = useRef(0);
  const reads = useMemo(newestReads, []);

  const show = useCallback(
    (reservation: Reservation) => {
      reads.begin();
      version.current = reservation.version;
      showHold(reservation);
      setFollowed({ state: 'ready', reservation, endsAt: endsAt(reservation), stale: false });
    },
    [reads],
  );

  const refresh = useCallback(async () => {
    const isNewest = reads.begin();
    try {
      const reservation = await api.reservation(id);
      if (isNewest()) show(reservation);
    } catch (error) {
      if (!isNewest()) return;
      const isMissing = error instanceof ApiProblem && [401, 403, 404].includes(error.problem.status);
      setFollowed((before) => {
        if (isMissing) return { state: 'missing' };
        return before.state === 'ready' ? { ...before, stale: true } : { state: 'failed' };
      });
    }
  }, [id, show, reads]);

  const isOver = current.state === 'ready' && isFinal(current.reservation);
  const isMissing = current.state === 'missing';
  useEffect(() => {
    void refresh();
  }, [refresh]);
  useEffect(() => {
    if (isOver || isMissing) return;
    return follow({
      path: streamPath(id),
      hear: {
        state(data) {
          // A payment can change without its reservation: then the message has the version that we have.
          if ((data as { version: number }).version >= version.current) void refresh();
        },
      },
      poll: refresh,
      pollMs,
    });
  }, [id, refresh, isOver, isMissing]);

  return { current, refresh, show };
}

/** Whether nothing more happens to it while a visitor waits. */
function isFinal({ state, items }: Reservation): boolean {
  if (state === 'paid')
    return items.every(({ tickets }) => tickets.every(({ code, isSentOn }) => code !== null || isSentOn));
  return !state.startsWith('pending.');
}
