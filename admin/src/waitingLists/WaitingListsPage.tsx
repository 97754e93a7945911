import type { WaitingListRow, WaitingListRows } from '@holdfast/shared/waitingLists';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { clockOf, dayOf } from '../ui/time.ts';

/** The events that have a waiting list. */
export function WaitingListsPage() {
  useCrumbs('Consignment', 'Waiting lists');
  const { data, error, refetch } = useQuery({
    queryKey: ['waitingLists'],
    queryFn: () => call<WaitingListRows>('/admin/waiting-lists'),
  });
  return (
    <div className="col scrolls">
      <PageHead
        title="Waiting lists"
        facts={
          data?.isOn === false
            ? 'They are off for all events, by the settings: nobody joins, nothing is offered, and who waits keeps the place.'
            : `Fans who wait for sold-out or too dear events. What fits the first in line is held for them${data ? ` for ${data.windowMinutes} minutes` : ''}, and emailed.`
        }
      />
      <div className="body">
        {error && !data ? (
          <ErrorMessage
            what="The waiting lists couldn’t be loaded."
            error={error}
            retry={() => void refetch()}
          />
        ) : !data ? (
          <Reading what="the waiting lists" />
        ) : data.data.length === 0 ? (
          <Empty because="Nobody waits for tickets. Fans join on the page of an event that is sold out, or below its listings." />
        ) : (
          <RuledTable<WaitingListRow>
            label="Waiting lists"
            columns={columns}
            rows={data.data}
            to={({ id }) => `/waiting-lists/${id}`}
          />
        )}
      </div>
    </div>
  );
}

const columns: readonly Column<WaitingListRow>[] = [
  { head: 'Event', cell: ({ name }) => name, wraps: true },
  {
    head: 'Starts',
    cell: ({ startsAt, timeZone }) => `${dayOf(startsAt, timeZone)}, ${clockOf(startsAt, timeZone)}`,
  },
  { head: 'In line', cell: ({ waiting }) => countOf(waiting), numeric: true },
  { head: 'Offered', cell: ({ offered }) => countOf(offered), numeric: true },
  { head: 'Tickets', cell: ({ tickets }) => countOf(tickets), numeric: true },
  { head: 'Bought', cell: ({ bought }) => countOf(bought), numeric: true, wideOnly: true },
  { head: 'Not confirmed', cell: ({ unconfirmed }) => countOf(unconfirmed), numeric: true, wideOnly: true },
  { head: 'Over', cell: ({ over }) => countOf(over), numeric: true, wideOnly: true },
  {
    head: 'List',
    cell: ({ isOn }) => (
      <Mark shape={isOn ? 'tick' : 'bars'} tone={isOn ? 'success' : 'warn'} quiet={isOn}>
        {isOn ? 'On' : 'Off'}
      </Mark>
    ),
  },
];
