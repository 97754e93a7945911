import type { EventChange } from '@holdfast/shared/eventChanges';
import { Link } from 'react-router';
import { DeskShow } from '../ui/DeskShow.tsx';
import { countOf } from '../ui/figures.tsx';
import { workTime } from '../ui/time.ts';
import { changedNames, followedText, orderLooks, progressText, statesOf } from './changeText.ts';
import './events.css';

/** How often a change is read again while its orders have their turns, in milliseconds. */
export const whileWorking = (change: EventChange | undefined) =>
  change && (change.doneAt === null || change.orders.sending > 0) ? 1_000 : 20_000;

/** What followed a change of an event, and how far its orders are; each figure opens its orders. */
export function ChangeProgress({ change }: { change: EventChange }) {
  const { id, kind, by, at, reason, alone, orders } = change;
  return (
    <div className="change-progress">
      <p>
        <Link className="key" to={`/event-changes/${id}`}>
          {changedNames[kind]}
        </Link>{' '}
        by {by}
        {alone && ', without a second person'}, {workTime(at)}
        {reason ? `: “${reason}”` : '.'} {followedText(change)}
      </p>
      <p>
        {orders.total > 0 && (
          <progress
            value={orders.total - orders.left}
            max={orders.total}
            aria-label="Orders that had their turn"
          />
        )}{' '}
        {progressText(change)}
      </p>
      <ul className="change-tally">
        {statesOf(change).map((state) => (
          <li key={state}>
            <Link to={`/event-changes/${id}?state=${state}`}>
              <b className={orders[state] === 0 ? 'fnt' : undefined}>{countOf(orders[state])}</b>{' '}
              {orderLooks[state].word.toLowerCase()}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The same of a change that is known by its id. */
export function ChangeProgressOf({ id }: { id: string }) {
  return (
    <DeskShow<EventChange>
      resource="eventChanges"
      id={id}
      what="the change"
      refreshMs={whileWorking}
      disableAuthentication
    >
      {(change) => <ChangeProgress change={change} />}
    </DeskShow>
  );
}
