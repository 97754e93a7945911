import { type CatalogEvent, newEvent, type Venue } from '@holdfast/shared/catalog';
import type { AdminEvent } from '@holdfast/shared/eventChanges';
import { useQueryClient } from '@tanstack/react-query';
import { BooleanInput, CreateBase, RadioButtonGroupInput, useGetList, useGetOne } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useNavigate, useSearchParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { WallTimeInput } from '../ui/dates/DateInputs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { SideInputs, sidesOf, TermInputs, VenueInput } from './EventInputs.tsx';
import { newType, TicketTypes } from './TicketTypes.tsx';

const kinds = [
  { id: 'game', name: 'Consignors’ tickets: a game, a concert, a show' },
  { id: 'own', name: 'Our own tickets: general admission in ticket types' },
];
type Values = Record<string, unknown>;
const nothing: Values = {
  kind: 'game',
  name: '',
  homeId: null,
  awayId: null,
  venueId: null,
  localStart: '',
  timeTbd: false,
  pictureId: null,
  seasonId: null,
  league: null,
  doorsMinutes: null,
  maxPerType: 5,
  holdMinutes: 15,
  ticketTypes: [newType('VIP'), newType('Silver')],
};

/** Another event as this one, but for its start. A game of two teams is named by them anew. */
function valuesOf(event: AdminEvent): Values {
  const { kind, home, away, venue, league, seasonId, doorsMinutes, maxPerType, holdMs, ticketTypes } = event;
  const isNamedByTeams = event.name === `${away?.name} at ${home?.name}`;
  const types = ticketTypes
    .filter(({ isOver }) => !isOver)
    .map(({ name, price, quantity, maxPerFan }) => ({
      name,
      priceAmount: price.amount,
      quantity,
      maxPerFan,
    }));
  return {
    ...nothing,
    kind,
    name: isNamedByTeams ? '' : event.name,
    homeId: home?.id ?? null,
    awayId: away?.id ?? null,
    venueId: venue.id,
    pictureId: event.pictureId,
    seasonId,
    league,
    doorsMinutes,
    maxPerType,
    holdMinutes: holdMs / 60_000,
    ticketTypes: types.length > 0 ? types : nothing.ticketTypes,
  };
}

const bodyOf = (values: Values) => ({
  ...values,
  ...sidesOf(values),
  league: values.league || null,
  ticketTypes: values.kind === 'own' ? values.ticketTypes : [],
});

/** Makes an event: of its own, or with everything of another one but the start. */
export function EventCreate() {
  const [search] = useSearchParams();
  const from = search.get('from');
  if (from === null) return <Page values={nothing} copied={null} />;
  return <Copy id={from} />;
}

function Copy({ id }: { id: string }) {
  const { data, error, refetch } = useGetOne<AdminEvent>(
    'adminEvents',
    { id },
    { refetchOnWindowFocus: false },
  );
  if (error)
    return <ErrorMessage what="The event to duplicate couldn’t be loaded." error={error} retry={refetch} />;
  // The row of a list lacks most of it.
  if (!data?.ticketTypes) return <Reading what="the event" />;
  return <Page values={valuesOf(data)} copied={data.name} />;
}

function Page({ values, copied }: { values: Values; copied: string | null }) {
  useCrumbs('Consignment', 'Events', 'New event');
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <CreateBase<CatalogEvent>
      resource="events"
      mutationOptions={{
        onSuccess: ({ id }) => navigate(`/events/${id}/show`),
        onSettled: () => queries.invalidateQueries(),
      }}
    >
      <PageHead
        title={copied === null ? 'New event' : 'Duplicate an event'}
        facts={
          copied === null ? 'Tickets are listed for it afterwards.' : `As ${copied}. Give the new start.`
        }
      />
      <div className="body form">
        <DeskForm schema={newEvent} defaultValues={values} bodyOf={bodyOf} submit="Create the event">
          <Inputs />
        </DeskForm>
      </div>
    </CreateBase>
  );
}

function Inputs() {
  const { kind } = useWatch() as { kind: string };
  return (
    <>
      <div className="form-grid">
        <RadioButtonGroupInput
          className="f12"
          source="kind"
          label="Whose tickets are sold?"
          choices={kinds}
          row={false}
          helperText={false}
        />
        <SideInputs isOwn={kind === 'own'} />
        <VenueInput />
        <StartsInput />
        <BooleanInput
          className="f12"
          source="timeTbd"
          label="Only the day is known; the time is announced later"
          helperText={false}
        />
        <TermInputs />
      </div>
      {kind === 'own' && <TicketTypes />}
    </>
  );
}

/** The start by the clocks of the chosen venue. */
function StartsInput() {
  const { venueId, timeTbd } = useWatch() as { venueId: string | null; timeTbd: boolean };
  const { data } = useGetList<Venue>('venues', {
    pagination: { page: 1, perPage: 500 },
    sort: { field: 'name', order: 'ASC' },
  });
  return (
    <WallTimeInput
      className="f6"
      source="localStart"
      label="Starts, in the venue’s time"
      zone={data?.find(({ id }) => id === venueId)?.timeZone}
      helperText={timeTbd ? 'Only the day counts.' : 'A date alone means 0:00.'}
    />
  );
}
