import { ApiProblem } from '@holdfast/shared/apiClient';
import type { Payment } from '@holdfast/shared/payments';
import { useCallback, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { clearIntent, ensureIntent, pendingIntent } from '../api/intents.ts';
import { CardRefused, type Payer } from './payer.ts';

interface Order {
  confirmationTokenId: string;
  email: string;
}

/** Where the attempt to pay stands, before the payment itself has a state. */
export type PayingState =
  | { at: 'ready' }
  /** Sending the card to the payment provider, or the order to us. */
  | { at: 'sending' }
  | { at: 'refused'; field: string | null; message: string }
  /** No response: the request may have arrived. It can be repeated with the same key. */
  | { at: 'noAnswer' };

/** The payment of one reservation. */
export interface Paying {
  state: PayingState;
  /** @returns the payment, or null when there is none (yet) */
  pay(payer: Payer, email: string): Promise<Payment | null>;
  /** Repeats a request that got no response, after a reload or by a button. Null when there was none. */
  resume(): Promise<Payment | null>;
}

/** Pays once: a double click, a reload or a lost response repeats the same request with the same key. */
export function usePaying(reservationId: string): Paying {
  const [state, setState] = useState<PayingState>({ at: 'ready' });
  const underWay = useRef(false);
  const name = `pay.${reservationId}`;

  const send = useCallback(
    async (order: Order): Promise<Payment | null> => {
      const intent = ensureIntent(name, order);
      try {
        const payment = await api.pay(reservationId, intent.body, intent.key);
        clearIntent(name);
        setState({ at: 'ready' });
        return payment;
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.problem.status >= 500) {
          setState({ at: 'noAnswer' });
          return null;
        }
        clearIntent(name);
        setState({ at: 'refused', field: fieldOf(error), message: messageOf(error) });
        return null;
      }
    },
    [name, reservationId],
  );

  const alone = useCallback(async (work: () => Promise<Payment | null>): Promise<Payment | null> => {
    if (underWay.current) return null;
    underWay.current = true;
    setState({ at: 'sending' });
    try {
      return await work();
    } finally {
      underWay.current = false;
    }
  }, []);

  const pay = useCallback(
    (payer: Payer, email: string) =>
      alone(async () => {
        let confirmationTokenId: string;
        try {
          confirmationTokenId = await payer.createToken(email);
        } catch (error) {
          if (!(error instanceof CardRefused)) throw error;
          setState({ at: 'refused', field: error.field, message: error.message });
          return null;
        }
        return send({ confirmationTokenId, email });
      }),
    [alone, send],
  );

  const resume = useCallback(async () => {
    const unanswered = pendingIntent<Order>(name);
    return unanswered ? alone(() => send(unanswered.body)) : null;
  }, [alone, name, send]);

  return { state, pay, resume };
}

function fieldOf({ problem }: ApiProblem): string | null {
  return problem.errors?.some(({ field }) => field === 'email') ? 'email' : null;
}

function messageOf({ problem }: ApiProblem): string {
  switch (problem.code) {
    case 'payment_under_way':
      return 'A payment for these seats is under way already. This page follows it.';
    case 'hold_expired':
      return 'The hold is over. Nothing was charged.';
    case 'confirmation_token_invalid':
      return 'The card details could not be used. Nothing was charged: enter them once more.';
    case 'too_many_requests':
      return 'Too many attempts in a short time. Nothing was charged: wait a minute and try again.';
    default:
      return problem.errors?.[0]?.message ?? problem.detail ?? problem.title;
  }
}
