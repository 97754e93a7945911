import type { Payment } from '@holdfast/shared/payments';
import { useCallback, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { intend, recall, settle } from '../api/intents.ts';
import { ApiProblem } from '../api/request.ts';
import { CardRefused, type Payer } from './payer.ts';

interface Order {
  confirmationTokenId: string;
  email: string;
}

export type PayingState =
  | { at: 'ready' }
  /** The card is on its way to the payment provider, or the order to us. */
  | { at: 'sending' }
  | { at: 'refused'; field: string | null; message: string }
  /** We don't know whether it arrived: it is sent again with the same key. */
  | { at: 'unheard' };

export interface Paying {
  state: PayingState;
  /** @returns the payment, or null when there is none (yet) */
  pay(payer: Payer, email: string): Promise<Payment | null>;
  /** Sends again what had no answer: after a reload, or by a button. Null: there was nothing. */
  resume(): Promise<Payment | null>;
}

/** Pays once: a double click, a reload or a lost answer repeats the same order with the same key. */
export function usePaying(reservationId: string): Paying {
  const [state, setState] = useState<PayingState>({ at: 'ready' });
  const underWay = useRef(false);
  const name = `pay.${reservationId}`;

  const send = useCallback(
    async (order: Order): Promise<Payment | null> => {
      const intent = intend(name, order);
      try {
        const payment = await api.pay(reservationId, intent.body, intent.key);
        settle(name);
        setState({ at: 'ready' });
        return payment;
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.problem.status >= 500) {
          setState({ at: 'unheard' });
          return null;
        }
        settle(name);
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
    const unanswered = recall<Order>(name);
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
      return 'Too many tries in a short time. Nothing was charged: wait a minute and try again.';
    default:
      return problem.errors?.[0]?.message ?? problem.detail ?? problem.title;
  }
}
