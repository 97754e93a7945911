import {
  groupsOf,
  type ReportDay,
  type ReportFilter,
  type ReportGroup,
  type ReportId,
  type Report as ReportPage,
  type ReportRow,
  reportDays,
  reportGroups,
  reportIds,
  reportOf,
  reportQuery,
} from '@holdfast/shared/accounting';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { useMemo, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import { Link } from 'react-router';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { Choice } from '../ui/Choice.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { ResourceGrid } from '../ui/grid/ResourceGrid.tsx';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { useAddressList } from '../ui/grid/useAddressList.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { PeriodFilter } from '../ui/PeriodFilter.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { FilteredBy } from './FilteredBy.tsx';
import { entriesOf, partsOf } from './reportAddress.ts';
import { reportColumns } from './reportColumns.tsx';

const list = {
  contract: reportQuery,
  filters: ['report', 'by', 'on', 'from', 'until', 'event', 'team', 'league', 'consignor'],
  opening: { field: 'group', order: 'desc' },
} as const;

const largestFirst = { field: 'figure', order: 'desc' } as const;

/** Finance's reports over the books; every figure opens its entries. */
export function Reports() {
  const address = useAddressList(list);
  const { filterValues } = address;
  const report = (filterValues.report ?? 'revenue') as ReportId;
  const by = byOf(report, filterValues.by);
  useCrumbs('Finance', 'Reports', reportOf(report).name);
  const filter = useMemo(() => ({ ...filterValues, report, by }), [filterValues, report, by]);
  // What isn't in the order of time begins with the largest figure.
  const isTime = by === 'month' || by === 'day';
  const sort = address.sort === list.opening && !isTime ? largestFirst : address.sort;
  return (
    <ResourceList<ReportRow> resource="reports" filter={filter} {...address} sort={sort}>
      <Report report={report} by={by} />
    </ResourceList>
  );
}

/** What rows are; months where the report can't be read by what the address says. */
function byOf(report: ReportId, asked: string | undefined): ReportGroup {
  return groupsOf(report).find((group) => group === asked) ?? 'month';
}

function Report({ report, by }: { report: ReportId; by: ReportGroup }) {
  const { filterValues, meta, sort } = useListContext<ReportRow>();
  const grid = useRef<GridHandle<ReportRow>>(null);
  const filter = filterValues as ReportFilter;
  const definition = reportOf(report);
  const columns = useMemo(
    () =>
      reportColumns(
        definition,
        by,
        (row) => partsOf({ ...filter, report, by }, row),
        (row, column) => entriesOf({ ...filter, report, by }, row, column),
      ),
    [definition, by, filter, report],
  );
  const totals = (meta as Pick<ReportPage, 'totals'> | undefined)?.totals;
  const last = useMemo(() => totals && { id: 'totals', name: 'Total', detail: null, ...totals }, [totals]);
  return (
    <div className="col" style={{ height: '100%' }}>
      <Head
        report={report}
        asked={{ ...filter, report, by, sort: sort.field, order: sort.order.toLowerCase() }}
        grid={grid}
      />
      <Choices report={report} by={by} />
      <FilteredBy names={['event', 'team', 'league', 'consignor']} />
      <ResourceGrid<ReportRow>
        key={`${report} ${by}`}
        ref={grid}
        label={`${definition.name} by ${reportGroups[by].toLowerCase()}`}
        columns={columns}
        {...(last ? { totals: last } : {})}
        takesFocus
        empty={<Empty because="Nothing was booked in this period." />}
      />
    </div>
  );
}

const addressOf = (asked: Record<string, string>) =>
  new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();

function Head({
  report,
  asked,
  grid,
}: {
  report: ReportId;
  asked: Record<string, string>;
  grid: React.RefObject<GridHandle<ReportRow> | null>;
}) {
  const [exporting, setExporting] = useState(false);
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'x', does: 'export what is filtered', run: () => setExporting((open) => !open) },
  ]);
  const { name, says } = reportOf(report);
  return (
    <PageHead title={name} facts={`${says} In ${marketplaceCurrency}.`}>
      <Link className="btn" to={`/scheduled-reports?${addressOf(asked)}`}>
        Email it…
      </Link>
      <ExportMenu resource="reports" address={addressOf(asked)} open={exporting} setOpen={setExporting} />
    </PageHead>
  );
}

function Choices({ report, by }: { report: ReportId; by: ReportGroup }) {
  const { filterValues, setFilters } = useListContext();
  const filter = filterValues as ReportFilter;
  const change = (changes: ReportFilter & { report?: string; by?: string }) =>
    setFilters({ ...filter, ...changes });
  return (
    <div className="chips">
      <Choice
        label="Report"
        value={report}
        choices={reportIds.map((id) => [id, reportOf(id).name])}
        change={(id) => change({ report: id, by: byOf(id as ReportId, by) })}
      />
      <Choice
        label="Rows"
        value={by}
        choices={groupsOf(report).map((id) => [id, `By ${reportGroups[id].toLowerCase()}`])}
        change={(id) => change({ by: id })}
      />
      <Choice
        label="Whose day"
        value={filter.on ?? 'booked'}
        choices={Object.entries(reportDays) as Array<[ReportDay, string]>}
        change={(on) => change({ on })}
      />
      <PeriodFilter from={filter.from} until={filter.until} change={change} />
    </div>
  );
}
