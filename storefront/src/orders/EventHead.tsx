import type { CatalogEvent } from '@holdfast/shared/catalog';
import { Teams, whenText } from '../ui/Teams.tsx';

/** What a ticket is for: the teams, when and where. */
export function EventHead({ event }: { event: CatalogEvent }) {
  return (
    <div>
      <Teams event={event} />
      <p className="where">
        {whenText(event)}
        <br />
        {event.venue.name}, {event.venue.city}
      </p>
    </div>
  );
}
