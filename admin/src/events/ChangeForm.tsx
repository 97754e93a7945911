import {
  type AdminEvent,
  type EventChange,
  type EventChangeKind,
  eventChangeKinds,
  newEventChange,
} from '@holdfast/shared/eventChanges';
import { givenWallTime } from '@holdfast/shared/time';
import { useState } from 'react';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { startOf } from '../ui/time.ts';
import { ChangeInputs } from './ChangeInputs.tsx';
import { effectOf, isStopped, standings } from './changeText.ts';
import { useSeen } from './useSeen.tsx';

const names: Record<EventChangeKind, string> = {
  cancel: 'Cancel the event',
  postpone: 'Postpone it without a new date',
  move: 'Move it to another start',
  restore: 'Put it on sale again',
};

/** Calls an event off, postpones, moves or restores it, as the person saw it. */
export function ChangeForm({ event, onDone }: { event: AdminEvent; onDone: (change: EventChange) => void }) {
  const { status, startsAt, venue, hits } = event;
  const { seen, notice } = useSeen(
    { status, startsAt },
    `It is ${standings[status]} now, for ${startOf(event)}.`,
  );
  const [defaults] = useState(() => ({
    kind: null,
    localStart: givenWallTime(startsAt, venue.timeZone),
    reason: '',
  }));
  const choices = eventChangeKinds
    .filter((id) => (id === 'restore' ? isStopped(event) : id !== stoppedBy[status]))
    .map((id) => ({ id, name: names[id] }));
  return (
    <UpdateForm<EventChange>
      resource="eventChangesByHand"
      id={event.id}
      schema={newEventChange}
      defaultValues={defaults}
      bodyOf={({ kind, localStart, reason }) => ({
        kind,
        reason,
        seen,
        ...(kind === 'move' ? { localStart } : {}),
      })}
      submit="Change the event"
      onDone={onDone}
    >
      {notice}
      <ChangeInputs
        source="kind"
        label="What happens?"
        choices={choices}
        effect={(kind) => effectOf(kind, hits)}
        zone={venue.timeZone}
      />
    </UpdateForm>
  );
}

/** What an event is already. */
const stoppedBy: Partial<Record<AdminEvent['status'], EventChangeKind>> = {
  cancelled: 'cancel',
  postponed: 'postpone',
};
