import type { NewReservation } from '@holdfast/shared/reservations';
import { useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { intend, settle } from '../api/intents.ts';
import { ApiProblem } from '../api/request.ts';
import { useNavigation } from '../router/navigation.ts';
import { type Chosen, ticketsIn } from './types.ts';

/** A hold that was refused, or one that we don't know the outcome of. */
export interface Refusal {
  chosen: Chosen[];
  /** null: no answer came. */
  cause: ApiProblem | null;
}

export interface Holding {
  /** Ids of the listings that are being held just now. */
  busy: ReadonlySet<string>;
  refusal: Refusal | null;
  hold(chosen: Chosen[]): Promise<void>;
  dismiss(): void;
}

const intentName = 'hold';

/** Holds tickets and goes on to pay. Repeating after a lost answer is the same request, so nothing is held twice. */
export function useHolding(onRefused: () => void): Holding {
  const { navigate } = useNavigation();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const underWay = useRef(false);

  async function hold(chosen: Chosen[]): Promise<void> {
    if (underWay.current || ticketsIn(chosen) === 0) return;
    underWay.current = true;
    setBusy(new Set(chosen.map(({ listing }) => listing.id)));
    setRefusal(null);
    const intent = intend(intentName, bodyOf(chosen));
    try {
      const held = await api.hold(intent.body, intent.key);
      settle(intentName);
      navigate(`/checkout/${held.id}`);
    } catch (error) {
      const cause = error instanceof ApiProblem ? error : null;
      if (cause) settle(intentName);
      setRefusal({ chosen, cause });
      onRefused();
    } finally {
      underWay.current = false;
      setBusy(new Set());
    }
  }
  return { busy, refusal, hold, dismiss: () => setRefusal(null) };
}

function bodyOf(chosen: Chosen[]): NewReservation {
  return {
    items: chosen.map(({ listing, quantity }) => ({
      listingId: listing.id,
      quantity,
      seenPrice: listing.price.amount,
    })),
  };
}
