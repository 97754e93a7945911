import {
  type AccountKind,
  type AccountSums,
  accountKinds,
  chartOfAccounts,
  type TrialBalance as Page,
  trialBalanceQuery,
} from '@holdfast/shared/accounting';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { useListContext } from 'react-admin';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Amount } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PeriodFilter } from '../ui/PeriodFilter.tsx';
import '../ui/movements.css';

const kindNames: Record<AccountKind, string> = {
  asset: 'What we hold',
  liability: 'What we owe',
  income: 'Income',
  expense: 'Expenses',
};

interface Period {
  from?: string;
  until?: string;
}

/** What each account held before a period, what was booked in it, and what it holds at its end. */
export function TrialBalance() {
  useCrumbs('Finance', 'Trial balance');
  return (
    <DeskList<AccountSums> contract={trialBalanceQuery} filters={['from', 'until']} perPage={100}>
      <PageHead
        title="Trial balance"
        facts={`Debits are above zero, credits below, in ${marketplaceCurrency}. Every booking is even, so each column of balances adds up to zero.`}
      >
        <Link className="btn" to="/reports">
          Reports
        </Link>
        <Link className="btn" to="/ledger-entries">
          General ledger
        </Link>
      </PageHead>
      <Filters />
      <div className="body">
        <ListRows empty={null}>
          <Table />
        </ListRows>
      </div>
    </DeskList>
  );
}

function Filters() {
  const { filterValues, setFilters } = useListContext();
  const { from, until } = filterValues as Period;
  return (
    <div className="chips">
      <PeriodFilter from={from} until={until} change={(days) => setFilters({ from, until, ...days })} />
    </div>
  );
}

function Table() {
  const { data = [], meta, filterValues } = useListContext<AccountSums>();
  const { totals, taxes = [] } = (meta as Partial<Pick<Page, 'totals' | 'taxes'>> | undefined) ?? {};
  const period = filterValues as Period;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="movements-wrap" aria-label="Accounts" tabIndex={0}>
      <table className="movements">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col" className="n">
              Before
            </th>
            <th scope="col" className="n wide-only">
              Debits
            </th>
            <th scope="col" className="n wide-only">
              Credits
            </th>
            <th scope="col" className="n">
              At the end
            </th>
          </tr>
        </thead>
        {accountKinds.map((kind) => (
          <tbody key={kind}>
            <tr>
              <th colSpan={5} scope="rowgroup">
                {kindNames[kind]}
              </th>
            </tr>
            {data
              .filter(({ id }) => chartOfAccounts[id].kind === kind)
              .flatMap((row) => [
                <tr key={row.id}>
                  <td>
                    <Link to={entriesOf(row.id, period)}>{chartOfAccounts[row.id].name}</Link>
                  </td>
                  <Figures sums={row} />
                </tr>,
                ...(row.id === 'taxes' ? taxes : []).map(({ jurisdiction, ...sums }) => (
                  <tr key={jurisdiction} className="part">
                    <td>
                      <Link to={entriesOf(row.id, period, jurisdiction)}>{jurisdiction}</Link>
                    </td>
                    <Figures sums={sums} />
                  </tr>
                )),
              ])}
          </tbody>
        ))}
        {totals && (
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <Figures sums={totals} />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Figures({ sums: { opening, debits, credits, closing } }: { sums: Omit<AccountSums, 'id'> }) {
  return (
    <>
      <td className="n">
        <Amount minor={opening} />
      </td>
      <td className="n wide-only">
        <Amount minor={debits} />
      </td>
      <td className="n wide-only">
        <Amount minor={credits} />
      </td>
      <td className="n">
        <Amount minor={closing} />
      </td>
    </>
  );
}

/** The entries behind a line. */
const entriesOf = (account: string, { from = '', until = '' }: Period, q = '') =>
  `/ledger-entries?${new URLSearchParams({ account, ...(q && { q }), ...(from && { from }), ...(until && { until }) })}`;
