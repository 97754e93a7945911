import type { Selling } from '@holdfast/shared/portal';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { ApiProblem } from '../api/request.ts';

export type OwnSelling =
  | { state: 'loading' }
  | { state: 'signedOut' }
  | { state: 'notConsignor' }
  | { state: 'failed' }
  | { state: 'ready'; selling: Selling };

/**
 * The visitor's own, asked for after hydration: the page itself is the same for everybody. While another filter is on
 * its way, what is there stays.
 */
export function useSelling(query: string): {
  own: OwnSelling;
  isBusy: boolean;
  /** From the beginning, with nothing on the page. */
  reload(): void;
  /** Again, while what is there stays. */
  refresh(): void;
} {
  const [own, setOwn] = useState<OwnSelling>({ state: 'loading' });
  const [isBusy, setBusy] = useState(true);
  const latest = useRef(0);

  const load = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    setBusy(true);
    const next = await ask(query);
    if (mine !== latest.current) return; // Another filter was chosen meanwhile.
    setOwn(next);
    setBusy(false);
  }, [query]);
  useEffect(() => {
    void load();
    return () => {
      latest.current += 1;
    };
  }, [load]);

  const reload = useCallback(() => {
    setOwn({ state: 'loading' });
    void load();
  }, [load]);
  return { own, isBusy, reload, refresh: load };
}

async function ask(query: string): Promise<OwnSelling> {
  try {
    return { state: 'ready', selling: await api.selling(query) };
  } catch (error) {
    const code = error instanceof ApiProblem ? error.problem.code : null;
    if (code === 'sign_in_required') return { state: 'signedOut' };
    return { state: code === 'forbidden' ? 'notConsignor' : 'failed' };
  }
}
