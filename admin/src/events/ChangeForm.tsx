import {
  type AdminEvent,
  callOffRequest,
  type EventChange,
  type EventChangeKind,
  eventChangeKinds,
  newEventChange,
} from '@holdfast/shared/eventChanges';
import { givenWallTime } from '@holdfast/shared/time';
import { useEffect, useState } from 'react';
import { BooleanInput, useNotify } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { usePermission } from '../authProvider/usePermission.ts';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { startOf } from '../ui/time.ts';
import { ChangeInputs } from './ChangeInputs.tsx';
import { effectOf, isStopped, standings } from './changeText.ts';
import { VenueInput } from './EventInputs.tsx';
import { MoveEffects } from './MovePreview.tsx';
import { useSeen } from './useSeen.tsx';

const names: Record<EventChangeKind, string> = {
  cancel: 'Cancel the event',
  postpone: 'Postpone it without a new date',
  move: 'Move it to another start or venue',
  restore: 'Put it on sale again',
};

/** Calls an event off, postpones, moves or restores it, as the person saw it. @param onDone gets the change's id */
export function ChangeForm({ event, onDone }: { event: AdminEvent; onDone: (changeId: string) => void }) {
  const { status, startsAt, venue, hits } = event;
  const { seen, notice } = useSeen(
    { status, startsAt },
    `It is ${standings[status]} now, for ${startOf(event)}.`,
  );
  const [defaults] = useState(() => ({
    kind: null,
    localStart: givenWallTime(startsAt, venue.timeZone),
    venueId: venue.id,
    reason: '',
    alone: false,
  }));
  const notify = useNotify();
  const [asks, setAsks] = useState(false);
  const choices = eventChangeKinds
    .filter((id) => (id === 'restore' ? isStopped(event) : id !== stoppedBy[status]))
    .map((id) => ({ id, name: names[id] }));
  return (
    <UpdateForm<EventChange & { madeId: string }>
      resource={asks ? 'eventCallOffRequests' : 'eventChangesByHand'}
      id={event.id}
      schema={asks ? callOffRequest : newEventChange}
      defaultValues={defaults}
      bodyOf={({ kind, localStart, venueId, reason, alone }) =>
        asks
          ? { reason, seen }
          : {
              kind,
              reason,
              seen,
              ...(kind === 'move' ? { localStart, venueId } : {}),
              ...(kind === 'cancel' && alone ? { alone: true } : {}),
            }
      }
      submit={asks ? 'Ask a second person' : 'Change the event'}
      onDone={({ madeId }) => {
        if (asks) notify('It waits for a second person. Nothing was changed yet.', { type: 'success' });
        onDone(madeId);
      }}
    >
      {notice}
      <ChangeInputs
        source="kind"
        label="What happens?"
        choices={choices}
        effect={(kind) => effectOf(kind, hits)}
        zone={venue.timeZone}
        move={<Move event={event} />}
      />
      <SecondPerson needed={event.secondPerson} onAsks={setAsks} />
    </UpdateForm>
  );
}

/** Of a call-off above the limit: a second person, or an administrator alone, which the change says ever after. */
function SecondPerson({ needed, onAsks }: { needed: boolean; onAsks: (asks: boolean) => void }) {
  const { kind, alone } = useWatch() as { kind: EventChangeKind | null; alone: boolean };
  const isAdmin = usePermission('calledOffAlone');
  const isAsked = needed && kind === 'cancel';
  const asks = isAsked && !(isAdmin && alone);
  useEffect(() => onAsks(asks), [asks, onAsks]);
  if (!isAsked) return null;
  return (
    <>
      <p className="note warn">
        Its refunds are above what one person decides: a colleague of consignment or finance approves it
        first. Sales go on until then. To stop them at once, postpone the event: that asks nobody.
      </p>
      {isAdmin && (
        <BooleanInput
          source="alone"
          label="In an emergency: call it off without a second person"
          helperText="The change and the log say ever after that you did it alone, with your reason."
        />
      )}
    </>
  );
}

/** Where to, and what that hits. The start is read by the clocks of the venue that is chosen. */
function Move({ event: { id } }: { event: AdminEvent }) {
  const { localStart, venueId } = useWatch() as { localStart: unknown; venueId: unknown };
  return (
    <>
      <VenueInput />
      <MoveEffects eventId={id} localStart={localStart} venueId={venueId} />
    </>
  );
}

/** What an event is already. */
const stoppedBy: Partial<Record<AdminEvent['status'], EventChangeKind>> = {
  cancelled: 'cancel',
  postponed: 'postpone',
};
