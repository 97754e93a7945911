import { useEffect, useState } from 'react';
import { useNavigation } from '../router/navigation.ts';
import { type Order, orderIn } from './sorting.ts';

/** What a visitor chose to see; the address contains it, so that reload, Back and a shared link show the same. */
export interface Choice {
  quantity: number;
  order: Order;
  section: string | null;
  set(change: Partial<Pick<Choice, 'quantity' | 'order' | 'section'>>): void;
}

/** @param first the quantity of the page's data: that of the address where it is allowed, else the usual one */
export function useChoice(max: number, first: number): Choice {
  const { query } = useNavigation().shown.match.request;
  const [state, setState] = useState({
    quantity: Math.min(first, max),
    order: orderIn(query),
    section: null as string | null,
  });
  useEffect(() => {
    // The page is the same for every section, so that the server renders it once.
    const section = new URLSearchParams(location.search).get('section');
    if (section) setState((before) => ({ ...before, section }));
  }, []);
  return {
    ...state,
    set(change) {
      const next = { ...state, ...change };
      setState(next);
      const search = new URLSearchParams({ quantity: String(next.quantity) });
      if (next.order !== 'price') search.set('sort', next.order);
      if (next.section !== null) search.set('section', next.section);
      history.replaceState(history.state, '', `${location.pathname}?${search}`);
    },
  };
}
