/** The price actions of this session, so that `z` takes back the last one; kept over a reload of the page. */
import { useSyncExternalStore } from 'react';
import type { Done } from '../actions/useListingAction.ts';

export type Undoable =
  | { by: 'rows'; rows: readonly { id: string; version: number }[] }
  | { by: 'run'; runId: string; listings: number };

const place = 'holdfast.undoablePrices';
const kept = 50;
let actions: readonly Undoable[] = read();
const listeners = new Set<() => void>();

function read(): readonly Undoable[] {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '[]') as Undoable[];
  } catch {
    return [];
  }
}

function write(next: readonly Undoable[]): void {
  actions = next.slice(-kept);
  sessionStorage.setItem(place, JSON.stringify(actions));
  for (const listener of listeners) listener();
}

export function rememberPrices(rows: readonly { id: string; version: number }[]): void {
  if (rows.length > 0) write([...actions, { by: 'rows', rows }]);
}

/** A price action can be taken back; taking the last one back forgets it. */
export function rememberDone(done: Done): void {
  const { name } = done.draft;
  if (name === 'price' && done.by === 'view')
    write([...actions, { by: 'run', runId: done.run.id, listings: done.run.listings }]);
  if (name === 'price' && done.by === 'rows')
    rememberPrices(done.result.rows.filter(({ ok }) => ok).map(({ id, version }) => ({ id, version })));
}

export function forgetLast(): void {
  write(actions.slice(0, -1));
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The price actions of this session, the last one last. */
export function useUndoable(): readonly Undoable[] {
  return useSyncExternalStore(listen, () => actions);
}

/** How many prices one action changed. */
export const changesOf = (action: Undoable): number =>
  action.by === 'rows' ? action.rows.length : action.listings;
