import type { CatalogEvent } from '@holdfast/shared/catalog';
import { EventTag } from '../ui/EventTag.tsx';
import type { EventPhase } from '../ui/eventPhase.ts';
import { TeamChip } from '../ui/TeamChip.tsx';
import { clock, dayLong, zoneShort } from '../ui/time.ts';

/** The event's name, time and place. */
export function EventHead({ event, phase }: { event: CatalogEvent; phase: EventPhase }) {
  const { home, away, venue, startsAt } = event;
  return (
    <div className="event-head">
      <div className="wrap">
        <h1>
          {home && away ? (
            <>
              <span className="t">
                <TeamChip team={away} />
                <a href={`/games?performer=${away.slug}`}>{away.name}</a>
              </span>{' '}
              <small>at</small>{' '}
              <span className="t">
                <TeamChip team={home} />
                <a href={`/games?performer=${home.slug}`}>{home.name}</a>
              </span>
            </>
          ) : (
            event.name
          )}
        </h1>
        <p className="facts">
          <span>
            <b>
              {dayLong(startsAt, venue.timeZone)}
              {!event.timeTbd && `, ${clock(startsAt, venue.timeZone)}`}
            </b>{' '}
            {event.timeTbd ? 'Time to be announced' : zoneShort(startsAt, venue.timeZone)}
          </span>
          <span>
            <b>{venue.name}</b>, {venue.city}
            {venue.region !== null && `, ${venue.region}`}
          </span>
          {event.seasonName !== null && <span>{event.seasonName}</span>}
        </p>
        {(event.status !== 'scheduled' || phase === 'over' || phase === 'started') && (
          <p className="tags">
            {phase === 'over' && <span className="tag tag-off">This event is over</span>}
            {phase === 'started' && <span className="tag tag-off">Started</span>}
            <EventTag event={event} />
          </p>
        )}
      </div>
    </div>
  );
}
