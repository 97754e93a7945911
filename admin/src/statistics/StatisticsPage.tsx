import { type StatisticsRow, statisticsDates, statisticsDimensions } from '@holdfast/shared/stats';
import { useMemo } from 'react';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { ResourceGrid } from '../ui/grid/ResourceGrid.tsx';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { workTime } from '../ui/time.ts';
import { useAddress } from '../ui/useAddress.ts';
import { useNarrow } from '../ui/useIsNarrow.ts';
import { columnsOf } from './columns.tsx';
import { Drill } from './Drill.tsx';
import { FilterLine } from './FilterLine.tsx';
import { Segments } from './Segments.tsx';
import { addressOf, dateNames, dimensionNames, ignoredIn, statisticsQueryOf } from './statisticsQuery.ts';
import { TopEvents } from './TopEvents.tsx';
import { type StatisticsFacts, useStatistics } from './useStatistics.ts';
import './statistics.css';

/** Statistics of listings, holds and sales; every figure opens its tickets. */
export function StatisticsPage() {
  const [query, change] = useAddress();
  const { by, sort, order, filter } = statisticsQueryOf(query);
  useCrumbs('Consignment', 'Statistics', `by ${dimensionNames[by].one.toLowerCase()}`);
  const filterText = addressOf(filter);
  const asked = useMemo(
    () => ({ by, ...Object.fromEntries(new URLSearchParams(filterText)) }),
    [by, filterText],
  );
  return (
    <ResourceList<StatisticsRow>
      resource="statistics"
      filter={asked}
      sort={{ field: sort, order }}
      ignored={ignoredIn(query)}
      setSort={(wanted) => change({ sort: wanted.field, order: wanted.order })}
    >
      <Statistics />
    </ResourceList>
  );
}

function Statistics() {
  const page = useStatistics();
  const { question, change, facts, row, opened } = page;
  const { by, currency, filter } = question;
  const narrow = useNarrow(1360);
  const columns = useMemo(() => columnsOf(by, currency, narrow), [by, currency, narrow]);
  return (
    <div className="col figures-page">
      <StatisticsHead page={page} />
      <FilterLine question={question} currencies={facts?.currencies ?? []} change={change} />
      <ResourceGrid<StatisticsRow>
        key={by}
        ref={page.grid}
        label={`Statistics by ${dimensionNames[by].one.toLowerCase()}`}
        columns={columns}
        rowMark={(each) => (each.id === opened ? 'row-picked' : undefined)}
        {...(page.totals ? { totals: page.totals } : {})}
        onCursor={page.setCursor}
        onOpen={page.open}
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
          <Drill question={question} row={row} figure={page.figure} narrow={narrow} />
        ) : (
          <TopEvents
            question={question}
            open={(eventId) => change({ by: 'event', open: eventId, q: null, eventId })}
          />
        )}
        {facts && <Compared facts={facts} currency={currency} />}
      </div>
    </div>
  );
}

function StatisticsHead({ page }: { page: ReturnType<typeof useStatistics> }) {
  const { question, change } = page;
  const { by, sort, order, filter, countedBy } = question;
  return (
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
          open={page.exporting}
          setOpen={page.setExporting}
        />
      </div>
    </div>
  );
}

/** Of when the figures are, and whether a recount found the same. */
function Compared({ facts: { asOf, compared }, currency }: { facts: StatisticsFacts; currency: string }) {
  const differences =
    compared?.differences === 1 ? '1 difference' : `${countOf(compared?.differences ?? 0)} differences`;
  return (
    <p className="sm mut compared">
      Amounts in {currency}. As of {workTime(asOf)}; days are the marketplace’s. Counted with the sales,{' '}
      {compared
        ? `compared ${workTime(compared.at)}: ${differences}.`
        : 'compared with a recount every night.'}
    </p>
  );
}
