/** What staff keep of an event, as inputs: the same when it is made and when it is changed. */
import type { League, Performer, Season, Venue } from '@holdfast/shared/catalog';
import { TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { CountInput } from '../ui/forms/FigureInputs.tsx';
import { RecordInput } from '../ui/forms/RecordInput.tsx';

const nameWithLeague = ({ name, league }: Performer) => (league === null ? name : `${name}, ${league}`);

/** Who plays: a home team and a visitor, or one artist. */
export function SideInputs({ isOwn }: { isOwn: boolean }) {
  return (
    <>
      <RecordInput<Performer>
        className="f6"
        source="homeId"
        label="Home team, or the artist"
        reference="performers"
        sort="name"
        nameOf={nameWithLeague}
        {...(isOwn ? { helperText: 'Optional' } : {})}
      />
      <RecordInput<Performer>
        className="f6"
        source="awayId"
        label="Visiting team"
        reference="performers"
        sort="name"
        nameOf={nameWithLeague}
        helperText="Empty for a show"
      />
      <TextInput
        className="f12"
        source="name"
        label="Name"
        helperText="Empty for a game: “visitor at home”"
      />
    </>
  );
}

export function VenueInput() {
  return (
    <RecordInput<Venue>
      className="f6"
      source="venueId"
      label="Venue"
      reference="venues"
      sort="name"
      nameOf={({ name, city }) => `${name}, ${city}`}
    />
  );
}

/** League or season, doors, and what one fan may take. A season's league is the event's. */
export function TermInputs() {
  const { homeId, seasonId } = useWatch() as { homeId: string | null; seasonId: string | null };
  return (
    <>
      {homeId && (
        <RecordInput<Season>
          key={homeId}
          className="f6"
          source="seasonId"
          label="Season"
          reference="seasons"
          sort="name"
          filter={{ performerId: homeId }}
          nameOf={({ name }) => name}
          helperText="Optional; it gives the league"
        />
      )}
      {!(homeId && seasonId) && (
        <RecordInput<League>
          className="f6"
          source="league"
          label="League, tour or kind of show"
          reference="leagues"
          sort="name"
          nameOf={({ id, name }) => `${id}, ${name}`}
          helperText="Optional"
        />
      )}
      <CountInput
        className="f4"
        source="doorsMinutes"
        label="Doors open, minutes before"
        helperText="Empty: not told"
      />
      <CountInput className="f4" source="maxPerType" label="Tickets of a type per fan" />
      <CountInput className="f4" source="holdMinutes" label="A hold lasts, minutes" />
    </>
  );
}

/** A season is of the home team: without one there is none. */
export const sidesOf = ({ homeId, awayId, seasonId }: Record<string, unknown>) => ({
  homeId: homeId || null,
  awayId: awayId || null,
  seasonId: (homeId && seasonId) || null,
});
