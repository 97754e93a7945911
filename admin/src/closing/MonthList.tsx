import { type ClosingMonth, monthQuery } from '@holdfast/shared/closing';
import { DataTable } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { monthText } from '../ui/dates/dayText.ts';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { workTime } from '../ui/time.ts';

/** The months of the books, newest first. */
export function MonthList() {
  useCrumbs('Finance', 'Months');
  return (
    <DeskList<ClosingMonth> contract={monthQuery} sort={{ field: 'id', order: 'DESC' }} perPage={100}>
      <div className="col scrolls">
        <PageHead
          title="Months"
          facts="Nothing is booked in a closed month any more: what comes later is booked in the one that is open."
        />
        <div className="body">
          <ListRows empty={<Empty because="Nothing was booked yet." />}>
            <DataTable<ClosingMonth> aria-label="Months" rowClick="show" bulkActionButtons={false}>
              <DataTable.Col<ClosingMonth>
                source="id"
                label="Month"
                render={({ id }) => <OpenLink>{monthText(id)}</OpenLink>}
              />
              <DataTable.Col<ClosingMonth>
                label="Entries"
                disableSort
                className="n"
                render={({ entries }) => countOf(entries)}
              />
              <DataTable.Col<ClosingMonth>
                label="Closed"
                disableSort
                render={({ closed }) =>
                  closed ? `${workTime(closed.at)} by ${closed.by}` : <span className="mut">Open</span>
                }
              />
              <DataTable.Col<ClosingMonth>
                label="Left open"
                disableSort
                className="wide-only"
                render={({ closed }) => closed?.reason ?? ''}
              />
            </DataTable>
          </ListRows>
        </div>
      </div>
    </DeskList>
  );
}
