/** The statistics page's state: the question in the address, the row that is open, the charted figure, its keys. */
import { type StatisticsList, type StatisticsRow, statisticsDimensions } from '@holdfast/shared/stats';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import { countOf } from '../ui/figures.tsx';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { useAddress } from '../ui/useAddress.ts';
import type { ChartedFigure } from './chartData.ts';
import {
  chartedNames,
  dimensionNames,
  namedSorts,
  type Question,
  statisticsQueryOf,
} from './statisticsQuery.ts';

/** What the list says beside its rows. */
export type StatisticsFacts = Omit<StatisticsList, 'data'>;

/** The one after `at`, and after the last the first. */
const after = <T>(all: readonly T[], at: T): T => all[(all.indexOf(at) + 1) % all.length] as T;

export function useStatistics() {
  const [query, change] = useAddress();
  const question = statisticsQueryOf(query);
  const grid = useRef<GridHandle<StatisticsRow>>(null);
  const [cursor, setCursor] = useState<StatisticsRow | null>(null);
  const [exporting, setExporting] = useState(false);
  const [figure, setFigure] = useState<ChartedFigure>('sold');
  const facts = useFacts();
  const opened = query.get('open');
  const row = useOpened(grid, opened, facts);
  const open = (each: StatisticsRow | null) => each && change({ open: each.id });
  const { by, sort } = question;
  const figures = Object.keys(chartedNames) as ChartedFigure[];
  useShortcuts([
    { keys: 'Enter', does: 'open the rows behind a figure', run: () => open(cursor) !== null },
    {
      keys: 'd',
      does: 'next dimension',
      run: () => change({ by: after(statisticsDimensions, by), open: null }),
    },
    { keys: 's', does: 'sort', run: () => change({ sort: after<string>(namedSorts, sort), order: null }) },
    { keys: 'c', does: 'chart another column', run: () => setFigure(after(figures, figure)) },
    { keys: 'x', does: 'export what is filtered', run: () => setExporting(!exporting) },
    ...rowMoves(grid).map((each) => ({ ...each, quiet: true })),
    {
      keys: 'Escape',
      does: 'back to the first five',
      quiet: true,
      run: () => (exporting ? setExporting(false) : change({ open: null })),
    },
  ]);
  return {
    question,
    change,
    grid,
    setCursor,
    facts,
    totals: useTotals(question, facts),
    opened,
    row,
    open,
    figure,
    exporting,
    setExporting,
  };
}

/** Null while they aren't known. */
function useFacts(): StatisticsFacts | null {
  const { meta, total, isPlaceholderData } = useListContext<StatisticsRow>();
  return useMemo(
    () =>
      meta === undefined || total === undefined || isPlaceholderData
        ? null
        : ({ ...meta, total } as StatisticsFacts),
    [meta, total, isPlaceholderData],
  );
}

/** The last line of the table, over the whole view. */
function useTotals({ by }: Question, facts: StatisticsFacts | null) {
  return useMemo(() => {
    if (!facts || facts.total === 0) return undefined;
    const { one, many } = dimensionNames[by];
    const name = facts.total === 1 ? `1 ${one.toLowerCase()}` : `All ${countOf(facts.total)} ${many}`;
    return { id: 'totals', date: null, atStart: null, name, ...facts.totals };
  }, [facts, by]);
}

/** The opened row, as long as the grid has it. */
function useOpened(
  grid: RefObject<GridHandle<StatisticsRow> | null>,
  id: string | null,
  facts: StatisticsFacts | null,
): StatisticsRow | null {
  const last = useRef<StatisticsRow | null>(null);
  const { data } = useListContext<StatisticsRow>();
  if (id === null || facts === null) return null;
  const isHere = ({ id: each }: StatisticsRow) => each === id;
  const found = grid.current?.loadedRows().find(isHere) ?? data?.find(isHere);
  if (found) last.current = found;
  return last.current?.id === id ? last.current : null;
}
