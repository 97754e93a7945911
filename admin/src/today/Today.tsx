import { marketplaceCurrency } from '@holdfast/shared/money';
import type { Today as TodayAnswer } from '@holdfast/shared/today';
import { Link, useNavigate } from 'react-router';
import { useCounts } from '../counts/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, countOf, plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { RuledTable } from '../ui/RuledList.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { clockOf, longDayOf, workTime } from '../ui/time.ts';
import { AgainstTable } from './AgainstTable.tsx';
import { Decisions } from './Decisions.tsx';
import { AgeKey, QueueTable } from './QueueTable.tsx';
import { Colleagues, NextGames } from './StaffToday.tsx';
import { queueWords } from './todayText.ts';
import { useToday } from './useToday.ts';
import './today.css';

/** The start page: each role's work, with counts that open their rows. */
export function Today() {
  useCrumbs('Overview', 'Today');
  const navigate = useNavigate();
  const { data, error, refetch } = useToday();
  useShortcuts(
    (data?.queues ?? []).slice(0, 9).map(({ queue }, at) => ({
      keys: String(at + 1),
      does: queueWords[queue].name.toLowerCase(),
      run: () => navigate(queueWords[queue].to),
      quiet: at > 3,
    })),
  );
  if (error && !data) return <ErrorMessage what="Today couldn’t be loaded." error={error} retry={refetch} />;
  if (!data)
    return (
      <>
        <PageHead title={longDayOf(new Date())} />
        <Reading what="your work" />
      </>
    );
  return (
    <>
      <PageHead title={longDayOf(new Date())} facts={factsOf(data)} />
      <Alarms />
      <div className="today">
        <div>
          <section className="sec">
            <h2>
              Work queues <small>oldest first inside each; a count opens its list</small>
              <AgeKey />
            </h2>
            <QueueTable queues={data.queues} />
          </section>
          {data.nextGames && <NextGames games={data.nextGames} />}
          {data.colleagues && data.colleagues.length > 0 && <Colleagues colleagues={data.colleagues} />}
          {data.soldLately && <SoldLately sold={data.soldLately} />}
        </div>
        <div>
          <Decisions decisions={data.decisions} />
          <AgainstTable
            title="Today against last week"
            note={`until ${clockOf(data.asOf)}`}
            heads={['Today', 'Then']}
            against={data.day}
          />
          {data.month && (
            <AgainstTable
              title="This month against last"
              note="to the same day"
              heads={['This', 'Last']}
              against={data.month}
            />
          )}
          {data.owed && (
            <section className="sec">
              <h2>Owed</h2>
              <dl className="kv">
                <dt>To all consignors, by the books, {marketplaceCurrency}</dt>
                <dd>
                  <Amount minor={data.owed.amount} />
                </dd>
              </dl>
            </section>
          )}
        </div>
      </div>
    </>
  );
}

/** What owes a fan something for more than five minutes, above everything else. */
function Alarms() {
  const alarms = useCounts()?.counts.sidebar.caseAlarms ?? 0;
  if (alarms === 0) return null;
  return (
    <p className="note danger today-alarm" role="alert">
      {alarms === 1 ? '1 case owes' : `${countOf(alarms)} cases owe`} a fan something for more than five
      minutes. <Link to="/cases?view=alarmed">{alarms === 1 ? 'Open it' : 'Open them'}</Link>
    </p>
  );
}

function factsOf({ queues }: TodayAnswer): string {
  const sum = (pick: (queue: TodayAnswer['queues'][number]) => number | null) =>
    queues.reduce((all, queue) => all + (pick(queue) ?? 0), 0);
  const waits = sum(({ waiting }) => waiting);
  if (waits === 0) return 'Nothing waits for you.';
  const late = sum(({ pastLimit }) => pastLimit);
  const mine = sum((queue) => queue.mine);
  return `${plural(waits, 'thing')} ${waits === 1 ? 'waits' : 'wait'}. ${
    late === 0 ? 'None is past its limit' : `${countOf(late)} past ${late === 1 ? 'its' : 'their'} limit`
  }${mine > 0 ? `; ${countOf(mine)} ${mine === 1 ? 'is' : 'are'} yours` : ''}.`;
}

function SoldLately({ sold }: { sold: NonNullable<TodayAnswer['soldLately']> }) {
  return (
    <section className="sec">
      <h2>
        Sold lately <small>newest first</small>
      </h2>
      {sold.length === 0 ? (
        <p className="mut">No order was paid yet.</p>
      ) : (
        <RuledTable
          label="Sold lately"
          rows={sold.map((sale) => ({ ...sale, id: sale.reservationId }))}
          to={(sale) => `/reservations/${sale.reservationId}/show`}
          columns={[
            { head: 'Order', cell: (sale) => sale.code },
            { head: 'Game', cell: (sale) => <b className="bold">{sale.eventName}</b> },
            { head: 'Tickets', cell: (sale) => countOf(sale.tickets), numeric: true },
            {
              head: `Fan paid, ${marketplaceCurrency}`,
              cell: (sale) => <Amount minor={sale.total.amount} />,
              numeric: true,
            },
            { head: 'When', cell: (sale) => workTime(sale.at), numeric: true },
          ]}
        />
      )}
    </section>
  );
}
