import { isHandoverOpen } from '@holdfast/shared/handovers';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { whenText } from '../ui/Teams.tsx';
import { counted } from '../ui/text.ts';
import { useRead } from '../ui/useRead.ts';
import { handoverApi } from './handoverApi.ts';

/** Tickets that friends sent to an account. */
export function OwnHandovers() {
  const { value: handovers, hasFailed, again } = useRead(handoverApi.own);
  if (hasFailed) return <NotLoaded what="Tickets from friends" again={again} />;
  if (!handovers || handovers.length === 0) return null;
  return (
    <section>
      <h2>Tickets from friends</h2>
      <ul className="near">
        {handovers.map(({ id, token, state, event, fromName, tickets }) => (
          <li key={id}>
            <div>
              <a className="row" href={`/tickets#${token}`}>
                {event.name}
              </a>
              <div className="diff">
                {whenText(event)}. {counted(tickets.length, 'ticket')}
                {fromName === '' ? '' : ` from ${fromName}`}
              </div>
            </div>
            <span className={isHandoverOpen(state) ? 'tag tag-warn' : 'tag tag-ok'}>
              {isHandoverOpen(state) ? 'Accept or decline' : 'Yours'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
