import { type BalanceDay, balanceDayQuery } from '@holdfast/shared/dailyBalance';
import { DataTable } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { dayText } from '../ui/dates/dayText.ts';
import { Empty } from '../ui/ErrorMessage.tsx';
import { amountOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Mark } from '../ui/StateMark.tsx';

/** Stripe's balance day by day: what it opened with, what moved, what was paid out, what is left. */
export function BalanceDays() {
  useCrumbs('Finance', 'Daily balance');
  return (
    <DeskList<BalanceDay> contract={balanceDayQuery} filters={[]} sort={{ field: 'day', order: 'DESC' }}>
      <PageHead
        title="Daily balance"
        facts="Stripe’s balance, read every hour and compared with the books, transaction by transaction. What differs is a line; nothing is changed to make it fit."
      />
      <div className="body">
        <ListRows empty={<Empty because="Nothing has moved at Stripe yet, or the balance wasn’t read." />}>
          <DataTable<BalanceDay> aria-label="Days" rowClick="show">
            <DataTable.Col<BalanceDay>
              label="Day"
              disableSort
              render={({ day }) => <OpenLink>{dayText(day)}</OpenLink>}
            />
            <DataTable.Col<BalanceDay>
              label="Currency"
              disableSort
              className="wide-only"
              render={({ currency }) => currency}
            />
            <DataTable.Col<BalanceDay>
              label="Opening"
              disableSort
              className="n wide-only"
              render={({ opening }) => amountOf(opening)}
            />
            <DataTable.Col<BalanceDay>
              label="+ Moved"
              disableSort
              className="n wide-only"
              render={({ moved }) => amountOf(moved)}
            />
            <DataTable.Col<BalanceDay>
              label="− Fees"
              disableSort
              className="n wide-only"
              render={({ fees }) => amountOf(fees)}
            />
            <DataTable.Col<BalanceDay>
              label="− Paid out"
              disableSort
              className="n wide-only"
              render={({ paidOut }) => amountOf(paidOut)}
            />
            <DataTable.Col<BalanceDay>
              label="= Closing"
              disableSort
              className="n"
              render={({ closing }) => <b>{amountOf(closing)}</b>}
            />
            <DataTable.Col<BalanceDay>
              label="Transactions"
              disableSort
              className="n wide-only"
              render={({ transactions }) => transactions}
            />
            <DataTable.Col<BalanceDay>
              label="Differences"
              disableSort
              render={({ differences }) =>
                differences === 0 ? (
                  <span className="fnt">none</span>
                ) : (
                  <Mark shape="triangle" tone="danger">
                    {differences}
                  </Mark>
                )
              }
            />
          </DataTable>
        </ListRows>
      </div>
    </DeskList>
  );
}
