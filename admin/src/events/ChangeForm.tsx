import {
  type AdminEvent,
  type EventChange,
  type EventChangeKind,
  eventChangeKinds,
  newEventChange,
} from '@holdfast/shared/eventChanges';
import { givenWallTime } from '@holdfast/shared/time';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
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
  }));
  const choices = eventChangeKinds
    .filter((id) => (id === 'restore' ? isStopped(event) : id !== stoppedBy[status]))
    .map((id) => ({ id, name: names[id] }));
  return (
    <UpdateForm<EventChange & { madeId: string }>
      resource="eventChangesByHand"
      id={event.id}
      schema={newEventChange}
      defaultValues={defaults}
      bodyOf={({ kind, localStart, venueId, reason }) => ({
        kind,
        reason,
        seen,
        ...(kind === 'move' ? { localStart, venueId } : {}),
      })}
      submit="Change the event"
      onDone={({ madeId }) => onDone(madeId)}
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
    </UpdateForm>
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
