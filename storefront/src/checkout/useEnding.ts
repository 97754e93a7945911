/** Ending a hold, or the payment that waits at the bank, and what became of it. */
import { ApiProblem } from '@holdfast/shared/apiClient';
import type { Reservation } from '@holdfast/shared/reservations';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { BankSilent, letGo } from './letGo.ts';
import type { ReservationFeed } from './useReservation.ts';

/** What can be ended, and why the last attempt didn't work. */
export interface Ending {
  /** A sentence for the fan; null: it worked, or the page shows what happened instead. */
  failure: string | null;
  /** Ends the hold, and before that a payment that waits for the fan. */
  letGo(): Promise<void>;
  /** Ends the payment that waits at the bank; the hold goes on. */
  anotherCard(): Promise<void>;
}

/** @param reservation as it is when the button is pressed: a new attempt to pay has another payment */
export function useEnding(
  reservation: Reservation | null,
  { refresh, show }: Pick<ReservationFeed, 'refresh' | 'show'>,
): Ending {
  const [failure, setFailure] = useState<string | null>(null);
  const state = reservation?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said holds until the hold goes on to another state
  useEffect(() => setFailure(null), [state]);
  const end = async (work: (held: Reservation) => Promise<void>) => {
    if (!reservation) return;
    setFailure(null);
    try {
      await work(reservation);
    } catch (error) {
      setFailure(failureText(error));
      await refresh();
    }
  };
  return {
    failure,
    letGo: () => end(async (held) => show(await letGo(held))),
    anotherCard: () =>
      end(async ({ payment }) => {
        if (payment) await api.callOffPayment(payment.id);
        await refresh();
      }),
  };
}

/** @returns null where it was paid or ended meanwhile: the page shows which */
export function failureText(error: unknown): string | null {
  if (error instanceof BankSilent)
    return 'Your bank hasn’t confirmed yet that this payment is off, so your hold goes on. Nothing is charged. Once it has, you can let your seats go.';
  if (!(error instanceof ApiProblem))
    return 'We didn’t get an answer, so we don’t know whether that worked. Press again: it is done once at most.';
  const { code, detail, title } = error.problem;
  return code === 'transition_refused' ? null : (detail ?? title);
}
