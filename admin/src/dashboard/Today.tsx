import type { Role } from '@holdfast/shared/accounts';
import type { Dashboard } from '@holdfast/shared/support';
import type { ReactNode } from 'react';
import { useGetIdentity } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { mayOpen } from '../authProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Amount, amountOf, countOf, plural } from '../ui/figures.tsx';
import { useKeys } from '../ui/keys.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledTable } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { ageOf, longDayOf, workTime } from '../ui/time.ts';
import { useDashboard } from './useDashboard.ts';
import './today.css';

interface Queue {
  page: string;
  name: string;
  to: string;
  count: number;
  what: ReactNode;
  oldest?: ReactNode;
  limit?: string;
  late?: number;
}

/** The desk opens on its queues: every count opens its rows. */
export function Today() {
  useCrumbs('Desk', 'Today');
  const navigate = useNavigate();
  const { data: identity } = useGetIdentity();
  const { data, error, refetch } = useDashboard();
  const roles: readonly Role[] = identity?.roles ?? [];
  const queues = data ? queuesOf(data).filter((queue) => mayOpen(queue.page, roles)) : [];
  useKeys(
    queues.map((queue, at) => ({
      keys: String(at + 1),
      does: queue.name.toLowerCase(),
      run: () => navigate(queue.to),
      quiet: at > 4,
    })),
  );
  if (error && !data) return <Trouble what="Today couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <PageHead title={longDayOf(new Date())} />;
  const waits = data.toApprove.count + data.attention + data.mailsFailed;
  const late = data.toApprove.pastLimit;
  return (
    <>
      <PageHead
        title={longDayOf(new Date())}
        facts={
          waits === 0
            ? 'Nothing waits for the desk.'
            : `${plural(waits, 'thing')} ${waits === 1 ? 'waits' : 'wait'} for the desk. ${
                late ? `${countOf(late)} past the limit.` : 'None is past its limit.'
              }`
        }
      />
      <div className="today">
        <div>
          <section className="sec">
            <h2>
              Work queues <small>oldest first inside each; a count opens its list</small>
            </h2>
            <div className="table-wrap">
              <table className="g queues">
                <thead>
                  <tr>
                    <th scope="col" style={{ width: 34 }}>
                      <span className="sr">Key</span>
                    </th>
                    <th scope="col">Queue</th>
                    <th scope="col" className="n">
                      Waiting
                    </th>
                    <th scope="col">What it is</th>
                    <th scope="col" className="n">
                      Oldest
                    </th>
                    <th scope="col" className="n">
                      Limit
                    </th>
                    <th scope="col" className="n">
                      Past it
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {queues.map((queue, at) => (
                    <QueueRow key={queue.to} queue={queue} at={at} open={() => navigate(queue.to)} />
                  ))}
                </tbody>
              </table>
            </div>
          </section>
          <section className="sec">
            <h2>
              Sold lately <small>newest first</small>
              <span className="r">
                <Link to="/reservations?state=paid">All orders</Link>
              </span>
            </h2>
            {data.soldLately.length === 0 ? (
              <p className="mut">No order was paid yet.</p>
            ) : (
              <RuledTable
                label="Sold lately"
                rows={data.soldLately.map((sale) => ({ ...sale, id: sale.reservationId }))}
                to={(sale) => `/reservations/${sale.reservationId}/show`}
                columns={[
                  { head: 'Order', cell: (sale) => sale.code },
                  { head: 'Game', cell: (sale) => <b className="bold">{sale.eventName}</b> },
                  { head: 'Tickets', cell: (sale) => countOf(sale.tickets), numeric: true },
                  {
                    head: 'Fan paid, USD',
                    cell: (sale) => <Amount minor={sale.total.amount} />,
                    numeric: true,
                  },
                  { head: 'When', cell: (sale) => workTime(sale.at), numeric: true },
                ]}
              />
            )}
          </section>
        </div>
        <div>
          <Against data={data} />
          <section className="sec">
            <h2>On sale now</h2>
            <dl className="kv">
              <dt>Live listings</dt>
              <dd>
                <Link to="/listings?state=live">{countOf(data.live.listings)}</Link>
              </dd>
              <dt>Tickets free to sell</dt>
              <dd>{countOf(data.live.tickets)}</dd>
            </dl>
          </section>
        </div>
      </div>
    </>
  );
}

function queuesOf(data: Dashboard): Queue[] {
  const { toApprove } = data;
  return [
    {
      page: 'listings',
      name: 'To approve',
      to: '/to-approve',
      count: toApprove.count,
      what: `${plural(toApprove.tickets, 'ticket')} that nobody can buy yet`,
      oldest: toApprove.oldestAt && (
        <Mark
          shape={toApprove.pastLimit ? 'triangle' : 'clock'}
          tone={toApprove.pastLimit ? 'danger' : 'neutral'}
        >
          {ageOf(Date.now() - Date.parse(toApprove.oldestAt))}
        </Mark>
      ),
      limit: '24 h',
      late: toApprove.pastLimit,
    },
    {
      page: 'reservations',
      name: 'Needs somebody',
      to: '/reservations?state=attention',
      count: data.attention,
      what: 'Orders that support must look at',
    },
    {
      page: 'reservations',
      name: 'Paying now',
      to: '/reservations?state=pending.paying',
      count: data.paying,
      what: 'Seats stay held until the payment has an outcome',
    },
    {
      page: 'reservations',
      name: 'Holding now',
      to: '/reservations?state=pending.holding',
      count: data.holding,
      what: 'Free again by themselves at their deadline',
    },
    {
      page: 'mails',
      name: 'Mails that failed',
      to: '/mails?state=failed',
      count: data.mailsFailed,
      what: 'Somebody waits for a mail that didn’t arrive',
    },
  ];
}

function QueueRow({ queue, at, open }: { queue: Queue; at: number; open: () => void }) {
  return (
    <tr
      className="opens"
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest('a')) open();
      }}
    >
      <td>
        <kbd>{at + 1}</kbd>
      </td>
      <td>
        <Link className="key" to={queue.to}>
          {queue.name}
        </Link>
      </td>
      <td className="n">
        <span className={queue.count === 0 ? 'queue-count fnt' : 'queue-count'}>{countOf(queue.count)}</span>
      </td>
      <td className="mut">{queue.what}</td>
      <td className="n">{queue.oldest ?? <span className="fnt">–</span>}</td>
      <td className="n mut">{queue.limit ?? <span className="fnt">none</span>}</td>
      <td className={queue.late ? 'n dn bold' : 'n fnt'}>
        {queue.late === undefined ? '–' : countOf(queue.late)}
      </td>
    </tr>
  );
}

function Against({ data }: { data: Dashboard }) {
  const { today, lastWeekSameDay: week } = data;
  const rows = [
    { name: 'Orders', now: today.orders, before: week.orders, show: countOf },
    { name: 'Tickets sold', now: today.tickets, before: week.tickets, show: countOf },
    { name: 'Gross, USD', now: today.gross.amount, before: week.gross.amount, show: amountOf },
    { name: 'House share, USD', now: today.house.amount, before: week.house.amount, show: amountOf },
  ];
  return (
    <section className="sec">
      <h2>
        Today against the same day last week <small>the whole of that day</small>
      </h2>
      <div className="table-wrap">
        <table className="g against">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col" className="n">
                Today
              </th>
              <th scope="col" className="n">
                Then
              </th>
              <th scope="col" className="n">
                Change
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td>{row.name}</td>
                <td className="n">
                  <b className="num">{row.show(row.now)}</b>
                </td>
                <td className="n mut">{row.show(row.before)}</td>
                <td className={row.now > row.before ? 'n up' : 'n mut'}>{changeOf(row.now, row.before)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** `+21%`, `−22%`; without a base there is no percentage. */
function changeOf(now: number, then: number): string {
  if (then === 0) return now === 0 ? '0%' : 'new';
  const percent = Math.round(((now - then) / then) * 100);
  return `${percent >= 0 ? '+' : '−'}${Math.abs(percent)}%`;
}
