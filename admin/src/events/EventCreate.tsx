import { type CatalogEvent, newOwnEvent, type Venue } from '@holdfast/shared/catalog';
import { useQueryClient } from '@tanstack/react-query';
import { CreateBase, TextInput, useGetList } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { WallTimeInput } from '../ui/dates/DateInputs.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { CountInput } from '../ui/forms/FigureInputs.tsx';
import { RecordInput } from '../ui/forms/RecordInput.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { TicketTypes } from './TicketTypes.tsx';

const noType = { name: '', priceAmount: null, quantity: null };
const newEvent = {
  name: '',
  venueId: null,
  localStart: '',
  maxPerType: 5,
  holdMinutes: 15,
  ticketTypes: [
    { ...noType, name: 'VIP' },
    { ...noType, name: 'Silver' },
  ],
};

/** Creates an event that the marketplace itself sells: general admission in ticket types. */
export function EventCreate() {
  useCrumbs('Consignment', 'Events', 'New own event');
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <CreateBase<CatalogEvent>
      mutationOptions={{
        onSuccess: ({ name }) => navigate('/events?league=own', { state: { made: name } }),
        onSettled: () => queries.invalidateQueries(),
      }}
    >
      <PageHead title="New own event" facts="Its ticket types wait for approval, as every listing does." />
      <div className="body form">
        <DeskForm schema={newOwnEvent} defaultValues={newEvent} submit="Create the event">
          <div className="form-grid">
            <TextInput className="f6" source="name" label="Name" helperText={false} />
            <RecordInput<Venue>
              className="f6"
              source="venueId"
              label="Venue"
              reference="venues"
              sort="name"
              nameOf={({ name, city }) => `${name}, ${city}`}
            />
            <StartsInput />
            <CountInput className="f3" source="maxPerType" label="Tickets of a type per fan" />
            <CountInput className="f3" source="holdMinutes" label="A hold lasts, minutes" />
          </div>
          <TicketTypes />
        </DeskForm>
      </div>
    </CreateBase>
  );
}

/** The start by the clocks of the chosen venue. */
function StartsInput() {
  const venueId = useWatch<{ venueId: string | null }, 'venueId'>({ name: 'venueId' });
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
      helperText="A date alone means 0:00."
    />
  );
}
