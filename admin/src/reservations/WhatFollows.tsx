import { formatMoney } from '@holdfast/shared/money';
import type { CaseAction, TriedAction } from '@holdfast/shared/support';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';
import { amountOf } from '../ui/figures.tsx';
import { messageLabel } from '../ui/machine/edges.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { clockOf } from '../ui/time.ts';

/** What an action would do now, tried by the server on the rows as they are. */
export function WhatFollows({
  order,
  body,
  isApproved,
}: {
  /** The reservation's id. */
  order: string;
  /** The action as it would be sent; null: it isn't chosen to its end. */
  body: Partial<CaseAction> | null;
  /** A second person looks at it. */
  isApproved?: boolean;
}) {
  const { data } = useQuery({
    queryKey: ['what-if', order, body],
    queryFn: () =>
      call<TriedAction>(`/admin/reservations/${order}/actions/try`, { method: 'POST', body: body ?? {} }),
    enabled: body !== null,
    retry: false,
  });
  if (body === null || !data) return null;
  if (!data.isPossible) return <p className="note warn">Not possible now: {data.because}</p>;
  return (
    <>
      {data.secondPerson && !isApproved && (
        <p className="note warn">
          This is above the limit: nothing happens until somebody else of support approves it.
        </p>
      )}
      <dl className="kv what-follows">
        {data.states.map(({ id, type, from, to }) => (
          <div key={`${id} ${type} ${to}`} style={{ display: 'contents' }}>
            <dt>{type.charAt(0).toUpperCase() + type.slice(1)}</dt>
            <dd>
              {from === null ? 'new:' : <StateMark kind={type} state={from} />}
              {from !== null && ' becomes'} <StateMark kind={type} state={to} />
            </dd>
          </div>
        ))}
        {data.states.length === 0 && <Line name="Machines" value="none moves at once" />}
        {data.tickets && <Line name="Tickets" value={`${data.tickets.from} become ${data.tickets.to}`} />}
        {data.total && (
          <Line
            name="The fan pays"
            value={`${formatMoney(data.total.to)} instead of ${formatMoney(data.total.from)}`}
          />
        )}
        {data.deadline && <Line name="Held until" value={clockOf(data.deadline.to, undefined, true)} />}
        {data.books.map(({ account, change }) => (
          <Line key={account} name={`Books, ${account}`} value={amountOf(change)} />
        ))}
        <Line
          name="Stripe is asked"
          value={listOf(data.jobs.filter((task) => task.startsWith('payments.'))) ?? 'nothing at once'}
        />
        <Line
          name="Emails"
          value={listOf(data.jobs.filter((task) => task.startsWith('notifications.'))) ?? 'none at once'}
        />
      </dl>
    </>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

const listOf = (tasks: readonly string[]): string | null =>
  tasks.length === 0
    ? null
    : tasks.map((task) => messageLabel(task.split('.')[1] ?? task).toLowerCase()).join(', ');
