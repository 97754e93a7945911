/** The actions of this session, so that `z` takes back the last one; kept over a reload of the page. */
import type { ListingActionResult, UndoableAction } from '@holdfast/shared/listings';
import { useSyncExternalStore } from 'react';
import { isUndoable } from '../actions/actionConfig.ts';
import { namesOf } from '../actions/draft.ts';
import type { Done } from '../actions/useListingAction.ts';

interface Versioned {
  id: string;
  version: number;
}

export type Undoable = { name: UndoableAction; names: string | null } & (
  | { by: 'rows'; rows: readonly Versioned[] }
  | { by: 'run'; runId: string; listings: number }
);

const place = 'holdfast.undoable';
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

/** A price that was saved in its cell can be taken back. */
export function rememberPrice(row: Versioned, names: string): void {
  write([...actions, { by: 'rows', name: 'price', names, rows: [row] }]);
}

/** What was done can be taken back; taking the last one back forgets it. */
export function rememberDone(done: Done): void {
  const { name, isSessionUndo } = done.draft;
  if (isSessionUndo) undone(done);
  if (!isUndoable(name)) return;
  const names = namesOf(done.draft);
  if (done.by === 'view') {
    const { id: runId, listings } = done.run;
    write([...actions, { by: 'run', name, names, runId, listings }]);
    return;
  }
  const rows = doneRows(done.result);
  if (rows.length > 0) write([...actions, { by: 'rows', name, names, rows }]);
}

const doneRows = ({ rows }: ListingActionResult): Versioned[] =>
  rows.filter(({ ok }) => ok).map(({ id, version }) => ({ id, version }));

/** The action before the undone one is the last again, at the versions that the listings have now. */
function undone(done: Done): void {
  const now = new Map(
    done.by === 'rows' ? doneRows(done.result).map(({ id, version }) => [id, version]) : [],
  );
  const brought = (action: Undoable): Undoable =>
    action.by === 'rows'
      ? { ...action, rows: action.rows.map((row) => ({ ...row, version: now.get(row.id) ?? row.version })) }
      : action;
  write(actions.slice(0, -1).map(brought));
}

/** A run that was undone by its report is no longer the last action. */
export function forgetRun(runId: string): void {
  const last = actions.at(-1);
  if (last?.by === 'run' && last.runId === runId) write(actions.slice(0, -1));
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The actions of this session that can be taken back, the last one last. */
export function useUndoable(): readonly Undoable[] {
  return useSyncExternalStore(listen, () => actions);
}
