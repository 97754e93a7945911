/** The handle of a grid that isn't drawn: it notes what a page asks of it. */
import type { RaRecord } from 'react-admin';
import { vi } from 'vitest';
import type { GridHandle } from '../src/ui/grid/gridProps.ts';

export function notingGrid<T extends RaRecord>(rows: readonly T[] = []) {
  let at = -1;
  const handle = {
    move: vi.fn((by: number) => {
      at = Math.min(rows.length - 1, Math.max(0, at + by));
      return rows[at] ?? null;
    }),
    cursor: vi.fn(() => rows[at] ?? null),
    edit: vi.fn(),
    refresh: vi.fn(),
    redraw: vi.fn(),
    redrawCells: vi.fn(),
    loadedRows: vi.fn(() => [...rows]),
    change: vi.fn(),
    put: vi.fn(),
    focus: vi.fn(),
    release: vi.fn(),
  } satisfies GridHandle<T>;
  return { current: handle };
}
