import {
  accountIds,
  chartOfAccounts,
  type LedgerEntry,
  type LedgerEntryList,
  ledgerEntryQuery,
  type PostingKind,
  postingNames,
  type ReportDay,
  type ReportId,
  reportDays,
  reportOf,
} from '@holdfast/shared/accounting';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { useState } from 'react';
import { DataTable, useListContext } from 'react-admin';
import { Link } from 'react-router';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { Choice } from '../ui/Choice.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { dayText } from '../ui/dates/dayText.ts';
import { Amount, amountOf, plural } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { EmptyList } from '../ui/lists/EmptyList.tsx';
import { FilterLine, SearchWords } from '../ui/lists/filters.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PeriodFilter } from '../ui/PeriodFilter.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { FilteredBy } from './FilteredBy.tsx';

const filters = [
  'q',
  'account',
  'kind',
  'from',
  'until',
  'on',
  'report',
  'column',
  'event',
  'team',
  'league',
  'consignor',
  'payout',
] as const;
type Filters = Partial<Record<(typeof filters)[number], string>>;

/** Every entry of the books, in the order of booking. */
export function GeneralLedger() {
  useCrumbs('Finance', 'General ledger');
  return (
    <DeskList<LedgerEntry>
      contract={ledgerEntryQuery}
      filters={filters}
      sort={{ field: 'booked', order: 'DESC' }}
      perPage={50}
    >
      <Head />
      <FilterLine>
        <SearchWords
          label="An order code, a part of a consignor’s name, or how a tax’s place begins"
          placeholder="Order code, consignor, place"
        />
      </FilterLine>
      <Choices />
      <CountedBy />
      <FilteredBy names={['event', 'team', 'league', 'consignor', 'payout']} />
      <div className="body">
        <ListRows empty={<EmptyList none="Nothing was booked yet." matching="No entries match." />}>
          <Entries />
        </ListRows>
      </div>
    </DeskList>
  );
}

function Choices() {
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as Filters;
  const change = (changes: Filters) => setFilters({ ...values, ...changes });
  return (
    <div className="chips">
      <Choice
        label="Account"
        value={values.account}
        none="Every account"
        choices={accountIds.map((id) => [id, chartOfAccounts[id].name])}
        change={(account) => change({ account })}
      />
      <Choice
        label="What was booked"
        value={values.kind}
        none="Every kind"
        choices={Object.entries(postingNames)}
        change={(kind) => change({ kind })}
      />
      <PeriodFilter from={values.from} until={values.until} change={change} />
    </div>
  );
}

/** The report, and the column of it, whose figure was opened. */
function CountedBy() {
  const { filterValues, setFilters } = useListContext();
  const { report, column, on } = filterValues as Filters;
  if (!report) return null;
  const { name, columns } = reportOf(report as ReportId);
  const counted = column ? columns[column]?.name : undefined;
  return (
    <div className="chips">
      <span className="chip">
        <em>Counted by</em> {counted ? `${name}: ${counted}` : name}
        {on && on !== 'booked' ? `, ${reportDays[on as ReportDay].toLowerCase()}` : ''}
        <button
          type="button"
          aria-label="Every entry, whether the report counts it or not"
          onClick={() => setFilters({ ...filterValues, report: undefined, column: undefined, on: undefined })}
        >
          ×
        </button>
      </span>
    </div>
  );
}

function Head() {
  const { filterValues, meta, total } = useListContext();
  const [exporting, setExporting] = useState(false);
  useShortcuts([{ keys: 'x', does: 'export what is filtered', run: () => setExporting((open) => !open) }]);
  const sums = (meta as Pick<LedgerEntryList, 'sums'> | undefined)?.sums;
  const asked = Object.entries(filterValues as Filters).filter(([, value]) => value);
  return (
    <PageHead
      title="General ledger"
      facts={
        sums && (
          <>
            {plural(total ?? 0, 'entry', 'entries')}, in {marketplaceCurrency}: {amountOf(sums.opening)}{' '}
            before, {amountOf(sums.debits)} debits, {amountOf(sums.credits)} credits, {amountOf(sums.closing)}{' '}
            at the end.
          </>
        )
      }
    >
      <Link className="btn" to="/ledger-accounts">
        Trial balance
      </Link>
      <ExportMenu
        resource="ledger-entries"
        address={new URLSearchParams(Object.fromEntries(asked)).toString()}
        open={exporting}
        setOpen={setExporting}
      />
    </PageHead>
  );
}

function Entries() {
  return (
    <DataTable<LedgerEntry> aria-label="Entries" rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<LedgerEntry> source="booked" label="Day" render={({ day }) => dayText(day)} />
      <DataTable.Col<LedgerEntry>
        label="What"
        disableSort
        render={({ kind, payoutId }) =>
          payoutId ? <Link to={`/payouts/${payoutId}/show`}>{nameOf(kind)}</Link> : nameOf(kind)
        }
      />
      <DataTable.Col<LedgerEntry> label="Account" disableSort render={(entry) => <Account {...entry} />} />
      <DataTable.Col<LedgerEntry>
        label="Order"
        disableSort
        className="wide-only"
        render={({ order }) => order && <Link to={`/reservations/${order.id}/show`}>{order.code}</Link>}
      />
      <DataTable.Col<LedgerEntry>
        label="Event"
        disableSort
        className="wide-only"
        render={({ event }) => event && <Link to={`/events/${event.id}/show`}>{event.name}</Link>}
      />
      <DataTable.Col<LedgerEntry>
        label={`Amount, ${marketplaceCurrency}`}
        disableSort
        className="n"
        render={({ amount, currency }) => <Amount minor={amount} currency={currency} />}
      />
    </DataTable>
  );
}

const nameOf = (kind: PostingKind) => postingNames[kind];

function Account({ account, consignor, jurisdiction }: LedgerEntry) {
  if (jurisdiction) return `${chartOfAccounts[account].name}, ${jurisdiction}`;
  if (!consignor) return chartOfAccounts[account].name;
  return <Link to={`/payables/${consignor.id}/show`}>{consignor.name}</Link>;
}
