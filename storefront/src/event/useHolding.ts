import { ApiProblem } from '@holdfast/shared/apiClient';
import type { NewReservation } from '@holdfast/shared/reservations';
import { useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { clearIntent, ensureIntent } from '../api/intents.ts';
import { useNavigation } from '../router/navigation.ts';
import { type Selection, ticketsIn } from './types.ts';

/** A hold that was refused, or whose outcome isn't known. */
export interface Refusal {
  chosen: Selection[];
  /** The refusal; null: no response came. */
  cause: ApiProblem | null;
  /** What showed that the fan is a person; undefined: it wasn't asked for. */
  captchaToken: string | undefined;
}

/** Making a hold. */
export interface Holding {
  /** Ids of the listings that are being held at this moment; once they are held, until the checkout is there. */
  busy: ReadonlySet<string>;
  refusal: Refusal | null;
  hold(chosen: Selection[], captchaToken?: string): Promise<void>;
  dismiss(): void;
}

const intentName = 'hold';

/**
 * Holds tickets and goes on to the checkout. Repeating after a lost response is the same request, so nothing
 * is held twice.
 */
export function useHolding(onRefused: () => void): Holding {
  const { navigate } = useNavigation();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const underWay = useRef(false);

  async function hold(chosen: Selection[], captchaToken?: string): Promise<void> {
    if (underWay.current || ticketsIn(chosen) === 0) return;
    underWay.current = true;
    setBusy(new Set(chosen.map(({ listing }) => listing.id)));
    setRefusal(null);
    const intent = ensureIntent(intentName, bodyOf(chosen, captchaToken));
    try {
      const held = await api.hold(intent.body, intent.key);
      clearIntent(intentName);
      navigate(`/checkout/${held.id}`);
    } catch (error) {
      const cause = error instanceof ApiProblem ? error : null;
      if (cause) clearIntent(intentName);
      setRefusal({ chosen, cause, captchaToken });
      onRefused();
      underWay.current = false;
      setBusy(new Set());
    }
  }
  return { busy, refusal, hold, dismiss: () => setRefusal(null) };
}

function bodyOf(chosen: Selection[], captchaToken: string | undefined): NewReservation {
  return {
    ...(captchaToken === undefined ? {} : { captchaToken }),
    items: chosen.map(({ listing, quantity }) => ({
      listingId: listing.id,
      quantity,
      seenPrice: listing.price.amount,
    })),
  };
}
