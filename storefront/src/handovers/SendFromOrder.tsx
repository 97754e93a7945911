import { isHandoverOpen } from '@holdfast/shared/handovers';
import type { Reservation } from '@holdfast/shared/reservations';
import { useCallback, useEffect, useRef } from 'react';
import { api } from '../api/api.ts';
import { useRead } from '../ui/useRead.ts';
import { handoverApi } from './handoverApi.ts';
import { SendTickets } from './SendTickets.tsx';

/** Milliseconds between two looks while a friend's answer is waited for. */
const lookEveryMs = 10_000;

/** An order's tickets are sent from its page; the page follows when a friend accepts. @param show gets the order as it is then */
export function SendFromOrder({
  reservation: { id, version, event },
  show,
}: {
  reservation: Reservation;
  show: (reservation: Reservation) => void;
}) {
  const { value, set, again } = useRead(useCallback(() => handoverApi.sending(id), [id]));
  const waits = value?.sent.some(({ state }) => isHandoverOpen(state)) ?? false;
  const states = value?.sent.map(({ state }) => state).join() ?? null;

  // A refund changes what can be sent.
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    void again();
  }, [version, again]);

  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && void again(), lookEveryMs);
    return () => clearInterval(timer);
  }, [waits, again]);

  useEffect(() => {
    // What a friend accepted has no code here any more.
    if (states?.includes('accepted')) api.reservation(id).then(show, () => undefined);
  }, [states, id, show]);

  if (value === null) return null;
  return (
    <SendTickets
      sending={value}
      timeZone={event.venue.timeZone}
      send={async (body) => set(await handoverApi.send(id, body))}
      takeBack={async (handoverId) => set(await handoverApi.takeBack(id, handoverId))}
    />
  );
}
