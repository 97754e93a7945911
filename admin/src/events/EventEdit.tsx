import { eventInput } from '@holdfast/shared/catalog';
import type { AdminEvent } from '@holdfast/shared/eventChanges';
import { useNavigate, useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { startOf } from '../ui/time.ts';
import { SideInputs, sidesOf, TermInputs, VenueInput } from './EventInputs.tsx';

/** Changes what an event is. When it is, and whether it takes place, is decided on its page. */
export function EventEdit() {
  const { id = '' } = useParams();
  return (
    <DeskShow<AdminEvent> resource="adminEvents" id={id} what="the event" disableAuthentication>
      {(event) => <Page event={event} />}
    </DeskShow>
  );
}

const valuesOf = ({
  name,
  home,
  away,
  venue,
  league,
  seasonId,
  doorsMinutes,
  maxPerType,
  holdMs,
}: AdminEvent) => ({
  name,
  homeId: home?.id ?? null,
  awayId: away?.id ?? null,
  venueId: venue.id,
  league,
  seasonId,
  doorsMinutes,
  maxPerType,
  holdMinutes: holdMs / 60_000,
});

function Page({ event }: { event: AdminEvent }) {
  useCrumbs('Consignment', 'Events', event.name, 'Change');
  const navigate = useNavigate();
  return (
    <>
      <PageHead
        title={`Change ${event.name}`}
        facts={
          event.hasListings
            ? 'Tickets were taken in for it: who plays and where stay. Fans see the rest at once.'
            : 'Fans see it at once. What it was before stays in the log of its page.'
        }
      />
      <div className="body form">
        <UpdateForm<AdminEvent>
          resource="adminEvents"
          id={event.id}
          schema={eventInput}
          defaultValues={valuesOf(event)}
          bodyOf={(values) => ({ ...values, ...sidesOf(values), league: values.league || null })}
          submit="Save the event"
          onDone={() => navigate(`/events/${event.id}/show`)}
        >
          <div className="form-grid">
            <SideInputs isOwn={event.kind === 'own'} />
            <VenueInput />
            <div className="f6">
              <span className="lbl">Starts</span>
              {startOf(event)}. It moves on the event’s page, so that fans are told.
            </div>
            <TermInputs />
          </div>
        </UpdateForm>
      </div>
    </>
  );
}
