/** The state of an import's page: the row under the cursor, what stands beside it, and the keys. */
import type { ImportFile, ImportRowDetail } from '@holdfast/shared/imports';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { plural } from '../ui/figures.tsx';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { readableOf } from '../ui/unreadable.ts';
import { rowActions, rowLooks, type ShownRow } from './actions.ts';
import type { NewMapping } from './api.ts';
import { filterOf, rowFields } from './importViews.ts';
import { useImportActions } from './useImportActions.ts';

export type ImportPage = ReturnType<typeof useImportPage>;

export function useImportPage(file: ImportFile, refetch: () => Promise<unknown>) {
  const [asked, setQuery] = useSearchParams();
  const { query, ignored } = readableOf(asked, rowFields);
  const grid = useRef<GridHandle<ShownRow>>(null);
  const [row, setRow] = useState<ShownRow | null>(null);
  /** The line being corrected. Ctrl Enter then saves that row and never applies the file. */
  const [correcting, setCorrecting] = useState<number | null>(null);
  const [corrected, setCorrected] = useState<ImportRowDetail | null>(null);
  const [undoing, setUndoing] = useState(false);
  /** Whether the person changes how a checked file is read. */
  const [changesReading, setChangesReading] = useState(false);
  const view = query.get('action') ?? 'all';
  const { busy, problem, act } = useImportActions(file.id, refetch);
  /** The row under the cursor; a new object with every answer, so effects must not depend on its identity. */
  const follow = (each: ShownRow | null) => {
    setCorrecting((line) => (each?.line === line ? line : null));
    setRow(each);
  };
  useRowsThatFollow(file.state, grid, () => follow(null));
  const page = {
    file,
    grid,
    row,
    correcting,
    corrected,
    undoing,
    busy,
    problem,
    act,
    follow,
    setCorrecting,
    setUndoing,
    setChangesReading,
    isMapping: file.state === 'toMap' || (file.state === 'checked' && changesReading),
    saveMapping(body: NewMapping) {
      setChangesReading(false);
      act({ action: 'mapping', body });
    },
    /** How many rows applying would create or change. */
    work: file.counts.create + file.counts.change,
    may: (action: string) => file.accepts.includes(action) && !busy,
    show: (value: string) => setQuery({ action: value }, { replace: true }),
    view,
    /** Parts of the address that can't be read. */
    ignored,
    filter: useMemo(() => ({ importId: file.id, ...filterOf(view) }), [file.id, view]),
    close() {
      setUndoing(false);
      follow(null);
    },
    /** Shows a corrected row as it reads now; in a view of refused rows the cursor moves to the next one. */
    onCorrected(detail: ImportRowDetail) {
      const shown = { ...detail, id: detail.line };
      const isRefused = detail.action === 'refuse';
      setRow(shown);
      grid.current?.put(shown);
      refetch();
      if (!isRefused) setCorrecting(null);
      setCorrected(isRefused ? null : detail);
      grid.current?.refresh();
      if (!isRefused) grid.current?.focus();
    },
  };
  useShortcuts(importKeys(page));
  return page;
}

interface KeysOfPage {
  file: ImportFile;
  grid: RefObject<GridHandle<ShownRow> | null>;
  correcting: number | null;
  work: number;
  act: ReturnType<typeof useImportActions>['act'];
  may: (action: string) => boolean;
  show: (view: string) => void;
  close: () => void;
  setUndoing: (undoing: boolean) => void;
  setChangesReading: (changes: boolean) => void;
  isMapping: boolean;
}

function importKeys({
  file,
  grid,
  correcting,
  work,
  act,
  may,
  show,
  close,
  setUndoing,
  setChangesReading,
  isMapping,
}: KeysOfPage) {
  // The page that maps columns has keys of its own.
  if (isMapping) return [];
  const hasRows = file.state !== 'failed';
  const isFree = correcting === null;
  return [
    ...(hasRows ? rowKeys(grid, show) : []),
    ...(file.state === 'checked' && may('check') && isFree
      ? [
          { keys: 'c', does: 'check again', run: () => act({ action: 'check' }) },
          { keys: 'r', does: 'change how it is read', run: () => setChangesReading(true) },
        ]
      : []),
    ...(may('apply') && isFree
      ? [
          {
            keys: 'Ctrl+Enter',
            does: `apply ${plural(work, 'row')}`,
            run: () => act({ action: 'apply' }),
            inFields: true,
          },
        ]
      : []),
    ...(may('undo') ? [{ keys: 'z', does: 'undo the file', run: () => setUndoing(true) }] : []),
    ...(isFree ? [{ keys: 'Escape', does: 'close the row', run: close, quiet: true }] : []),
  ];
}

/** Shortcuts to move between rows and to filter by outcome. */
function rowKeys(grid: KeysOfPage['grid'], show: (view: string) => void) {
  return [
    ...rowMoves(grid),
    { keys: '0', does: 'all rows', run: () => show('all') },
    ...rowActions.map((each, at) => ({
      keys: String(at + 1),
      does: rowLooks[each].tally,
      run: () => show(each),
    })),
  ];
}

/** Reads the rows again when work on the file ends. */
function useRowsThatFollow(state: ImportFile['state'], grid: KeysOfPage['grid'], forget: () => void) {
  const queries = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    const had = before.current;
    before.current = state;
    if (had === state) return;
    forget();
    grid.current?.refresh();
    queries.invalidateQueries({ queryKey: ['counts'] });
  }, [state, queries, grid, forget]);
}
