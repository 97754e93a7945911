import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { EventPhase } from '@holdfast/shared/orders';
import { EventPicture } from '../ui/EventPicture.tsx';
import { EventTag } from '../ui/EventTag.tsx';
import { TeamChip } from '../ui/TeamChip.tsx';
import { clock, dayLong, zoneShort } from '../ui/time.ts';

const phaseTags: Partial<Record<EventPhase, string>> = {
  today: 'It is today',
  started: 'Started',
  over: 'This event is over',
};

/** Its day and time; of a postponed event the day that it had. */
function When({ event: { startsAt, timeTbd, status, venue } }: { event: CatalogEvent }) {
  const day = dayLong(startsAt, venue.timeZone);
  if (status === 'postponed')
    return (
      <>
        <b>New date to be announced</b>, was {day}
      </>
    );
  return (
    <>
      <b>
        {day}
        {!timeTbd && `, ${clock(startsAt, venue.timeZone)}`}
      </b>{' '}
      {timeTbd ? 'Time to be announced' : zoneShort(startsAt, venue.timeZone)}
    </>
  );
}

/** The event's name, time and place. */
export function EventHead({ event, phase }: { event: CatalogEvent; phase: EventPhase }) {
  const { home, away, venue } = event;
  return (
    <div className={event.pictureId === null ? 'event-head' : 'event-head pictured'}>
      <div className="wrap">
        <EventPicture event={event} className="event-picture" sizes="(max-width: 40rem) 100vw, 27rem" />
        <h1>
          {home && away ? (
            <>
              <span className="t">
                <TeamChip team={away} />
                <a href={`/teams/${away.slug}`}>{away.name}</a>
              </span>{' '}
              <small>at</small>{' '}
              <span className="t">
                <TeamChip team={home} />
                <a href={`/teams/${home.slug}`}>{home.name}</a>
              </span>
            </>
          ) : (
            event.name
          )}
        </h1>
        <p className="facts">
          <span>
            <When event={event} />
          </span>
          {event.doorsAt !== null && <span>Doors {clock(event.doorsAt, venue.timeZone)}</span>}
          <span>
            <a href={`/venues/${venue.slug}`}>
              <b>{venue.name}</b>
            </a>
            , {venue.city}
            {venue.region !== null && `, ${venue.region}`}
          </span>
          {event.seasonName !== null && <span>{event.seasonName}</span>}
        </p>
        {(event.status !== 'scheduled' || phaseTags[phase] !== undefined) && (
          <p className="tags">
            {phaseTags[phase] !== undefined && <span className="tag tag-off">{phaseTags[phase]}</span>}
            <EventTag event={event} />
          </p>
        )}
      </div>
    </div>
  );
}
