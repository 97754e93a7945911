import { lineText, type WaitingEntryShown, wishText } from '@holdfast/shared/waitingLists';
import { moneyText } from '../ui/money.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { whenText } from '../ui/Teams.tsx';
import { useRead } from '../ui/useRead.ts';
import { waitingApi } from './waitingApi.ts';

const standing = ({ state, place, size }: WaitingEntryShown): string => {
  switch (state) {
    case 'unconfirmed':
      return 'Not confirmed yet';
    case 'offered':
      return 'Tickets are held for you';
    case 'bought':
      return 'Bought';
    case 'waiting':
    case 'resting':
      return place === null ? 'In line' : lineText(place, size);
    default:
      return 'Over';
  }
};

/** The waiting lists of an account. */
export function OwnWaiting() {
  const { value: entries, hasFailed, again } = useRead(waitingApi.own);
  if (hasFailed) return <NotLoaded what="Your waiting lists" again={again} />;
  if (!entries || entries.length === 0) return null;
  return (
    <section>
      <h2>Waiting lists</h2>
      <ul className="near">
        {entries.map((entry) => (
          <li key={entry.id}>
            <div>
              <a className="row" href={`/waiting#${entry.token}`}>
                {entry.event.name}
              </a>
              <div className="diff">
                {whenText(entry.event)}. {wishText(entry.size, entry.limit && moneyText(entry.limit))}
              </div>
            </div>
            <span className={entry.state === 'offered' ? 'tag tag-ok' : 'tag tag-off'}>
              {standing(entry)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
