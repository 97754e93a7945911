import type { AdminEvent } from '@holdfast/shared/eventChanges';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { plural } from '../ui/figures.tsx';
import { clockOf, startOf, zoneOf } from '../ui/time.ts';

/** What the event is; each part of the catalogue opens its page. */
export function EventFacts({ event }: { event: AdminEvent }) {
  const { kind, home, away, venue, league, seasonId, seasonName, doorsAt, doorsMinutes } = event;
  return (
    <dl className="kv facts">
      <Fact name={away ? 'Home team' : 'Artist'}>
        {home && <Link to={`/performers/${home.id}/show`}>{home.name}</Link>}
      </Fact>
      <Fact name="Visiting team">{away && <Link to={`/performers/${away.id}/show`}>{away.name}</Link>}</Fact>
      <Fact name="Venue">
        <Link to={`/venues/${venue.id}/show`}>
          {venue.name}, {venue.city}
        </Link>
      </Fact>
      <Fact name="Starts">{startOf(event)}</Fact>
      <Fact name="Doors">
        {doorsAt
          ? `${clockOf(doorsAt, venue.timeZone)} ${zoneOf(doorsAt, venue.timeZone)}`
          : doorsMinutes !== null && `${plural(doorsMinutes, 'minute')} before the start`}
      </Fact>
      <Fact name="League">{league && <Link to={`/leagues/${league}/show`}>{league}</Link>}</Fact>
      <Fact name="Season">{seasonId && <Link to={`/seasons/${seasonId}/show`}>{seasonName}</Link>}</Fact>
      <Fact name="Tickets of">{kind === 'own' ? 'our own' : 'consignors'}</Fact>
      <Fact name="Limit">{plural(event.maxPerType, 'ticket')} of a type per fan</Fact>
      <Fact name="A hold lasts">{plural(event.holdMs / 60_000, 'minute')}</Fact>
    </dl>
  );
}

/** A line of the facts; none where there is nothing to say. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
