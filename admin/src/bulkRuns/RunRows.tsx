import { type BulkRun, type BulkRunRow, bulkRunRowQuery } from '@holdfast/shared/listings';
import type { ReactNode } from 'react';
import { DataTable, useListContext } from 'react-admin';
import { Link } from 'react-router';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterTabs } from '../ui/lists/filters.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { outcomeLooks } from './report.ts';
import { hasPrices } from './runText.ts';

/** A run's report: each listing with its outcome. */
export function RunRows({ run, children }: { run: BulkRun; children: ReactNode }) {
  const outcomes = [
    { id: '', name: 'All', count: run.listings + run.cameAfter },
    { id: 'refused', name: 'Left out', count: run.refused + run.cameAfter },
    { id: 'done', name: 'Done', count: run.done },
  ];
  return (
    <DeskList<BulkRunRow & { id: string }>
      contract={bulkRunRowQuery}
      resource="bulkRunRows"
      filter={{ parentId: run.id }}
      filters={['outcome']}
      sort={{ field: 'id', order: 'ASC' }}
      perPage={100}
      refreshMs={run.state === 'running' ? 700 : 60_000}
    >
      <FilterTabs source="outcome" label="Rows by outcome" choices={outcomes} />
      <div className="body" style={{ paddingTop: 8 }}>
        {children}
        <ListRows empty={<NoRow />}>
          <DataTable<BulkRunRow & { id: string }> aria-label="Report" rowClick={false}>
            <DataTable.Col<BulkRunRow>
              label="Listing"
              render={(row) => (
                <Link className="key" to={`/listings/${row.listingId}/show`}>
                  {row.label || row.listingId}
                </Link>
              )}
            />
            <DataTable.Col<BulkRunRow> label="Outcome" render={(row) => <Outcome outcome={row.outcome} />} />
            {hasPrices(run) && (
              <DataTable.Col<BulkRunRow>
                label="Old"
                className="n"
                render={({ priceBefore }) => <Price minor={priceBefore} />}
              />
            )}
            {hasPrices(run) && (
              <DataTable.Col<BulkRunRow>
                label="New"
                className="n"
                render={({ priceAfter }) => <Price minor={priceAfter} />}
              />
            )}
            <DataTable.Col<BulkRunRow>
              label="Why"
              className="wrap"
              render={(row) => row.message ?? <span className="fnt">–</span>}
            />
          </DataTable>
        </ListRows>
      </div>
    </DeskList>
  );
}

const Price = ({ minor }: { minor: number | null }) =>
  minor === null ? <span className="fnt">–</span> : <Amount minor={minor} />;

function Outcome({ outcome }: Pick<BulkRunRow, 'outcome'>) {
  const { shape, tone, word } = outcomeLooks[outcome];
  return (
    <Mark shape={shape} tone={tone}>
      {word}
    </Mark>
  );
}

function NoRow() {
  const { filterValues } = useListContext();
  return (
    <Empty because={filterValues.outcome === 'refused' ? 'Nothing was left out.' : 'No row is done yet.'} />
  );
}
