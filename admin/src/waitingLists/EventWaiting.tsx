import type { WaitingList } from '@holdfast/shared/waitingLists';
import { useQuery } from '@tanstack/react-query';
import { useGetIdentity } from 'react-admin';
import { Link } from 'react-router';
import { mayOpen } from '../authProvider/index.ts';
import { call } from '../dataProvider/index.ts';
import { countOf, plural } from '../ui/figures.tsx';

/** Who waits for tickets, on the event's page; nothing for roles that don't see the lists. */
export function EventWaiting({ eventId }: { eventId: string }) {
  const { data: identity } = useGetIdentity();
  return mayOpen('waiting-lists', identity?.roles ?? []) ? <Counts eventId={eventId} /> : null;
}

function Counts({ eventId }: { eventId: string }) {
  const { data } = useQuery({
    queryKey: ['waitingLists', eventId],
    queryFn: () => call<WaitingList>(`/admin/waiting-lists/${eventId}`),
  });
  if (!data) return null;
  const { waiting, offered, tickets, bought, isOn, isOnForAll } = data;
  return (
    <section className="sec">
      <h2>
        Waiting list <small>{isOn && isOnForAll ? 'fans join on the event’s page' : 'it is off'}</small>
        <span className="r">
          <Link to={`/waiting-lists/${eventId}`}>The line</Link>
        </span>
      </h2>
      <dl className="kv facts">
        <dt>In line</dt>
        <dd>
          {plural(waiting + offered, 'fan')}, for {plural(tickets, 'ticket')}
        </dd>
        <dt>With an offer now</dt>
        <dd>{countOf(offered)}</dd>
        <dt>Bought</dt>
        <dd>{countOf(bought)}</dd>
      </dl>
    </section>
  );
}
