import {
  type StatisticsList,
  type StatisticsRow,
  statisticsDates,
  statisticsDimensions,
} from '@holdfast/shared/stats';
import { useMemo, useRef, useState } from 'react';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { ExportMenu } from '../ui/ExportMenu.tsx';
import { countOf } from '../ui/figures.tsx';
import { rowMoves } from '../ui/gridKeys.ts';
import { ServerGrid } from '../ui/ServerGrid.tsx';
import type { GridHandle } from '../ui/serverGridProps.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { useAddress } from '../ui/useAddress.ts';
import { useNarrow } from '../ui/useIsNarrow.ts';
import type { ChartedFigure } from './Charts.tsx';
import { columnsOf } from './columns.tsx';
import { chartedNames, Drill } from './Drill.tsx';
import { FilterLine } from './FilterLine.tsx';
import { Segments } from './Segments.tsx';
import { addressOf, dateNames, dimensionNames, namedSorts, statisticsQueryOf } from './statisticsQuery.ts';
import { TopEvents } from './TopEvents.tsx';
import './statistics.css';

type Facts = Omit<StatisticsList, 'data'>;

/** Statistics of listings, holds and sales; every figure opens its tickets. */
export function StatisticsPage() {
  const [query, change] = useAddress();
  const question = statisticsQueryOf(query);
  const { by, sort, order, filter, countedBy, currency } = question;
  useCrumbs('Consignment', 'Statistics', `by ${dimensionNames[by].one.toLowerCase()}`);
  const grid = useRef<GridHandle<StatisticsRow>>(null);
  const [cursor, setCursor] = useState<StatisticsRow | null>(null);
  const [facts, setFacts] = useState<Facts | null>(null);
  const [exporting, setExporting] = useState(false);
  const [figure, setFigure] = useState<ChartedFigure>('sold');
  const narrow = useNarrow(1360);
  const filterText = addressOf(filter);
  const asked = useMemo(
    () => ({ by, ...Object.fromEntries(new URLSearchParams(filterText)) }),
    [by, filterText],
  );
  const columns = useMemo(() => columnsOf(by, currency, narrow), [by, currency, narrow]);
  const opened = query.get('open');
  const row = useOpened(grid, opened, facts);
  const open = (each: StatisticsRow | null) => each && change({ open: each.id });
  const next = <T,>(all: readonly T[], at: T) => all[(all.indexOf(at) + 1) % all.length] as T;
  const figures = Object.keys(chartedNames) as ChartedFigure[];
  useShortcuts([
    { keys: 'Enter', does: 'open the rows behind a figure', run: () => open(cursor) !== null },
    {
      keys: 'd',
      does: 'next dimension',
      run: () => change({ by: next(statisticsDimensions, by), open: null }),
    },
    {
      keys: 's',
      does: 'sort',
      run: () => change({ sort: next<string>(namedSorts, sort), order: null }),
    },
    { keys: 'c', does: 'chart another column', run: () => setFigure(next(figures, figure)) },
    { keys: 'x', does: 'export what is filtered', run: () => setExporting(!exporting) },
    ...rowMoves(grid).map((each) => ({ ...each, quiet: true })),
    {
      keys: 'Escape',
      does: 'back to the first five',
      quiet: true,
      run: () => (exporting ? setExporting(false) : change({ open: null })),
    },
  ]);
  const totals = useMemo(
    () =>
      facts && facts.total > 0
        ? { id: 'totals', date: null, atStart: null, name: nameOfAll(facts.total, by), ...facts.totals }
        : undefined,
    [facts, by],
  );
  return (
    <div className="col figures-page">
      <div className="page-head">
        <h1>Statistics</h1>
        <Segments
          label="By"
          options={statisticsDimensions.map((value) => ({ value, name: dimensionNames[value].one }))}
          chosen={by}
          onChoose={(value) => change({ by: value, open: null })}
        />
        <div className="acts">
          <span className="mut">Counted</span>
          <Segments
            label="Counted"
            options={statisticsDates.map((value) => ({ value, name: dateNames[value] }))}
            chosen={countedBy}
            onChoose={(value) => change({ countedBy: value })}
          />
          <ExportMenu
            resource="statistics"
            address={addressOf({ ...filter, by, sort, order })}
            open={exporting}
            setOpen={setExporting}
          />
        </div>
      </div>
      <FilterLine question={question} currencies={facts?.currencies ?? []} change={change} />
      <ServerGrid<StatisticsRow>
        key={`${by} ${sort} ${order}`}
        ref={grid}
        label={`Statistics by ${dimensionNames[by].one.toLowerCase()}`}
        resource="statistics"
        filter={asked}
        sort={{ field: sort, order }}
        onSort={(wanted) => change({ sort: wanted.field, order: wanted.order })}
        columns={columns}
        rowMark={(each) => (each.id === opened ? 'row-picked' : undefined)}
        {...(totals ? { totals } : {})}
        onFacts={(found) => setFacts(found as unknown as Facts)}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={
          <Empty because="Nothing was counted in this period.">
            <button
              type="button"
              className="btn"
              onClick={() => change(Object.fromEntries(Object.keys(filter).map((name) => [name, null])))}
            >
              Take the filters away
            </button>
          </Empty>
        }
      />
      <div className="below">
        {row ? (
          <Drill question={question} row={row} figure={figure} narrow={narrow} />
        ) : (
          <TopEvents
            question={question}
            open={(eventId) => change({ by: 'event', open: eventId, q: null, eventId })}
          />
        )}
        {facts && (
          <p className="sm mut compared">
            Amounts in {currency}. As of {workTime(facts.asOf)}; days are those of UTC. Counted with the
            sales,{' '}
            {facts.compared
              ? `compared ${workTime(facts.compared.at)}: ${facts.compared.differences === 1 ? '1 difference' : `${countOf(facts.compared.differences)} differences`}.`
              : 'compared with a recount every night.'}
          </p>
        )}
      </div>
    </div>
  );
}

function nameOfAll(count: number, by: StatisticsRow['id'] & keyof typeof dimensionNames): string {
  const { one, many } = dimensionNames[by];
  return count === 1 ? `1 ${one.toLowerCase()}` : `All ${countOf(count)} ${many}`;
}

/** The opened row, as long as the grid has it. */
function useOpened(
  grid: { current: GridHandle<StatisticsRow> | null },
  id: string | null,
  facts: Facts | null,
): StatisticsRow | null {
  const last = useRef<StatisticsRow | null>(null);
  if (id === null || facts === null) return null;
  const found = grid.current?.loadedRows().find((each) => each.id === id);
  if (found) last.current = found;
  return last.current?.id === id ? last.current : null;
}
