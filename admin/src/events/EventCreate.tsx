import type { CatalogEvent, Venue } from '@holdfast/shared/catalog';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { AdminForm } from '../ui/AdminForm.tsx';
import { ComboField } from '../ui/ComboField.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { NumberField, TextField } from '../ui/fields.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { type TicketTypeRow, TicketTypes, toTicketTypes } from './TicketTypes.tsx';

/** Creates an event that the marketplace itself sells: general admission in ticket types. */
export function EventCreate() {
  useCrumbs('Consignment', 'Events', 'New own event');
  const navigate = useNavigate();
  const [types, setTypes] = useState<readonly TicketTypeRow[]>([
    { key: 0, name: 'VIP', price: '', quantity: '' },
    { key: 1, name: 'Silver', price: '', quantity: '' },
  ]);
  return (
    <>
      <PageHead title="New own event" facts="Its ticket types wait for approval, as every listing does." />
      <div className="body form">
        <AdminForm<CatalogEvent>
          resource="events"
          defaults={{ name: '', venueId: null, localStart: '', maxPerType: 5, holdMinutes: 15 }}
          bodyOf={(values) => ({ ...values, ticketTypes: toTicketTypes(types) })}
          submit="Create the event"
          onDone={(made) => navigate(`/events?league=own&made=${encodeURIComponent(made.name)}`)}
        >
          <div className="form-grid">
            <TextField source="name" label="Name" span={6} />
            <ComboField<Venue>
              source="venueId"
              label="Venue"
              resource="venues"
              sort="name"
              nameOf={(record) => record.name}
              aside={(record) => record.city}
              span={6}
            />
            <TextField
              source="localStart"
              label="Starts, in the venue’s time"
              type="datetime-local"
              span={6}
            />
            <NumberField source="maxPerType" label="Tickets of a type per fan" span={3} />
            <NumberField source="holdMinutes" label="A hold lasts, minutes" span={3} />
          </div>
          <TicketTypes rows={types} onChange={setTypes} />
        </AdminForm>
      </div>
    </>
  );
}
