import { accountIds, chartOfAccounts } from '@holdfast/shared/accounting';
import {
  type ClosingCheck,
  type ClosingCheckId,
  closingChecks,
  type MonthShown,
} from '@holdfast/shared/closing';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { daysOfMonth } from '@holdfast/shared/time';
import { useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { Link } from 'react-router';
import { RecordLog } from '../audit/RecordLog.tsx';
import { mayOpenAddress } from '../authProvider/index.ts';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { monthText } from '../ui/dates/dayText.ts';
import { Amount, countOf, plural } from '../ui/figures.tsx';
import { Movements } from '../ui/Movements.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { workTime } from '../ui/time.ts';
import { CloseMonth, ReopenMonth } from './MonthPanels.tsx';
import './closing.css';

/** A month: what is left to do before it is closed, and what it was closed with. */
export function MonthShow() {
  return (
    <DeskShow<MonthShown> what="the month" refreshMs={() => 60_000}>
      {(record) => <Page key={`${record.id} ${record.closed?.at}`} record={record} />}
    </DeskShow>
  );
}

function Page({ record }: { record: MonthShown }) {
  const name = monthText(record.id);
  useCrumbs('Finance', 'Months', name);
  const mayReopen = usePermission('monthReopenings');
  const [panel, setPanel] = useState<'close' | 'reopen' | null>(null);
  const close = () => setPanel(null);
  const missing = record.checks.some(({ id, open }) => open > 0 && closingChecks[id].must);
  const { first, last } = daysOfMonth(record.id);
  const period = `from=${first}&until=${last}`;
  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead title={name} facts={factsOf(record)}>
          <Link className="btn" to={`/ledger-accounts?${period}`}>
            Trial balance
          </Link>
          <Link className="btn" to={`/reports?${period}`}>
            Revenue
          </Link>
          {record.mayReopen && mayReopen && (
            <button type="button" className="btn" onClick={() => setPanel('reopen')}>
              Open again…
            </button>
          )}
          {!record.closed && !missing && (
            <button type="button" className="btn p" onClick={() => setPanel('close')}>
              Close the month…
            </button>
          )}
        </PageHead>
        <div className="body">
          {!record.closed && <Checks checks={record.checks} />}
          {record.balances && <Balances balances={record.balances} />}
          <History record={record} />
          <RecordLog />
        </div>
      </div>
      {panel === 'close' && <CloseMonth record={record} close={close} />}
      {panel === 'reopen' && <ReopenMonth record={record} close={close} />}
    </div>
  );
}

function factsOf({ entries, closed }: MonthShown): string {
  const booked = `${plural(entries, 'entry', 'entries')}.`;
  if (!closed) return `Open. ${booked}`;
  return `Closed ${workTime(closed.at)} by ${closed.by}. ${booked}${closed.reason ? ` “${closed.reason}”` : ''}`;
}

/** What is looked at before a month is closed; each opens what is missing. */
function Checks({ checks }: { checks: ClosingCheck[] }) {
  const { data: identity } = useGetIdentity();
  const placeFor = (id: ClosingCheckId) => {
    const place = placeOf[id];
    // Others than finance see to some of it.
    return place && mayOpenAddress(place, identity?.roles ?? []) ? place : undefined;
  };
  return (
    <section className="sec">
      <h2>Before it is closed</h2>
      <ul className="closing-checks">
        {checks.map(({ id, open }) => (
          <li key={id} className={open === 0 ? 'done' : closingChecks[id].must ? 'must' : 'left'}>
            <span className="state">
              {open === 0 ? 'Done' : closingChecks[id].must ? 'Needed' : countOf(open)}
            </span>
            <b>{closingChecks[id].name}</b>
            {open > 0 && (
              <span>
                {closingChecks[id].remedy}{' '}
                {placeFor(id) && <Link to={placeFor(id) as string}>Open {open === 1 ? 'it' : 'them'}</Link>}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where what a check waits for is done. */
const placeOf: Partial<Record<ClosingCheckId, string>> = {
  earlier: '/months',
  balanceRead: '/balance-days',
  differences: '/cases?kind=balanceDifference',
  payments: '/payments',
  refunds: '/cases?kind=refundFailed',
  deliveries: '/deliveries',
  payouts: '/payout-runs',
  cases: '/cases',
};

function Balances({ balances }: { balances: NonNullable<MonthShown['balances']> }) {
  return (
    <section className="sec">
      <h2>
        At its end <small>as it was closed, in {marketplaceCurrency}: debits above zero, credits below</small>
      </h2>
      <Movements label="Balances" heads={['Account', { figures: 'Balance' }]}>
        {accountIds
          .filter((id) => balances[id])
          .map((id) => (
            <tr key={id}>
              <td>{chartOfAccounts[id].name}</td>
              <td className="n">
                <Amount minor={balances[id] ?? 0} />
              </td>
            </tr>
          ))}
      </Movements>
    </section>
  );
}

function History({ record: { history, closed } }: { record: MonthShown }) {
  const left = closed?.leftOpen ?? [];
  return (
    <>
      {left.length > 0 && (
        <p className="note warn">
          Left open:{' '}
          {left
            .map(({ id, open }) => `${closingChecks[id].name.toLowerCase()} (${countOf(open)} did)`)
            .join('; ')}
          .
        </p>
      )}
      {history.map(({ at, by, reopened }) => (
        <p key={at} className="note info">
          Closed {workTime(at)} by {by}, opened again {workTime(reopened.at)} by {reopened.by}:{' '}
          {reopened.reason}
        </p>
      ))}
    </>
  );
}
