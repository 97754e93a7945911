import { type DisputeRow, disputeGroups, disputeQuery } from '@holdfast/shared/disputes';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { amountOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { EmptyList } from '../ui/lists/EmptyList.tsx';
import { FilterLine, FilterTabs, SearchWords } from '../ui/lists/filters.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';

const names: Record<(typeof disputeGroups)[number], string> = {
  unanswered: 'To answer',
  bank: 'With the bank',
  decided: 'Decided',
};
const groups = [{ id: '', name: 'All' }, ...disputeGroups.map((id) => ({ id, name: names[id] }))];

/** A word of Stripe's, such as `product_not_received`. */
export const reasonText = (reason: string) =>
  reason.charAt(0).toUpperCase() + reason.slice(1).replaceAll('_', ' ');

/** What banks dispute or ask, and until when they take evidence. */
export function DisputeList() {
  useCrumbs('Support', 'Disputes');
  return (
    <DeskList<DisputeRow>
      contract={disputeQuery}
      filters={['q', 'group']}
      sort={{ field: 'createdAt', order: 'DESC' }}
    >
      <PageHead
        title="Disputes"
        facts="Each gets its evidence by itself. It goes to the bank when somebody submits it, at the latest 24 hours before the deadline."
      />
      <FilterTabs source="group" label="Disputes by whose turn it is" choices={groups}>
        <span>Newest first</span>
      </FilterTabs>
      <FilterLine>
        <SearchWords label="An order code, or an id of Stripe’s" />
      </FilterLine>
      <div className="body">
        <ListRows
          empty={
            <EmptyList
              none="No bank has disputed a payment, or asked about one."
              matching="No disputes match."
            />
          }
        >
          <DataTable<DisputeRow> aria-label="Disputes" rowClick="show">
            <DataTable.Col<DisputeRow>
              label="Reason"
              disableSort
              render={({ reason }) => <OpenLink>{reasonText(reason)}</OpenLink>}
            />
            <DataTable.Col<DisputeRow>
              label="Order"
              disableSort
              render={({ order }) => (
                <Link to={`/reservations/${order.id}/show`} onClick={(press) => press.stopPropagation()}>
                  {order.code}
                </Link>
              )}
            />
            <DataTable.Col<DisputeRow>
              label={`Disputed, ${marketplaceCurrency}`}
              disableSort
              className="n"
              render={({ amount }) => amountOf(amount.amount)}
            />
            <DataTable.Col<DisputeRow>
              label={`Paid, ${marketplaceCurrency}`}
              disableSort
              className="n wide-only"
              render={({ paid }) => amountOf(paid.amount)}
            />
            <DataTable.Col<DisputeRow>
              label="State"
              disableSort
              render={({ state }) => <StateMark kind="dispute" state={state} />}
            />
            <DataTable.Col<DisputeRow>
              label="Evidence until"
              disableSort
              className="n"
              render={({ dueAt, submittedAt }) =>
                submittedAt === null ? (dueAt === null ? '–' : workTime(dueAt)) : 'submitted'
              }
            />
            <DataTable.Col source="createdAt" label="Opened" className="n">
              <TimeField source="createdAt" />
            </DataTable.Col>
          </DataTable>
        </ListRows>
      </div>
    </DeskList>
  );
}
