import { type Payout, type PayoutRunShown, payoutStates, runPayoutQuery } from '@holdfast/shared/payouts';
import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, countOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterLine, FilterTabs, SearchWords } from '../ui/lists/filters.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { lookOf } from '../ui/states.ts';
import { howPaid } from './PayoutTable.tsx';

/** A run's payouts, a page at a time; each opens its lines. */
export function RunPayouts({ run }: { run: PayoutRunShown }) {
  const all = Object.values(run.counts).reduce((sum, n) => sum + n, 0);
  const states = payoutStates.filter((state) => run.counts[state]);
  return (
    <DeskList<Payout>
      contract={runPayoutQuery}
      resource="runPayouts"
      filter={{ parentId: run.id }}
      filters={['state', 'q']}
      sort={{ field: 'amount', order: 'DESC' }}
      perPage={50}
      refreshMs={run.progress ? 3_000 : 20_000}
    >
      {states.length > 1 && (
        <FilterTabs
          source="state"
          label="Payouts by state"
          choices={[
            { id: '', name: 'All', count: all },
            ...states.map((state) => ({
              id: state,
              name: lookOf('payout', state).word,
              count: run.counts[state] ?? 0,
            })),
          ]}
        />
      )}
      <FilterLine>
        <SearchWords label="Consignor" />
      </FilterLine>
      <ListRows empty={<Empty because="No payout of this run is like that." />}>
        <DataTable<Payout> aria-label="Payouts" rowClick={false}>
          <DataTable.Col<Payout>
            source="name"
            label="Consignor"
            render={({ id, consignor }) => <Link to={`/payouts/${id}/show`}>{consignor.name}</Link>}
          />
          <DataTable.Col<Payout>
            label="State"
            disableSort
            render={({ state }) => <StateMark kind="payout" state={state} />}
          />
          <DataTable.Col<Payout>
            source="amount"
            label="Amount"
            className="n"
            render={({ amount }) => <Amount minor={amount.amount} />}
          />
          <DataTable.Col<Payout>
            label="Entries"
            disableSort
            className="n"
            render={({ lines }) => countOf(lines)}
          />
          <DataTable.Col<Payout>
            label="How it was paid"
            disableSort
            className="wrap"
            render={(payout) => <span className="mut">{howPaid(payout)}</span>}
          />
        </DataTable>
      </ListRows>
    </DeskList>
  );
}
