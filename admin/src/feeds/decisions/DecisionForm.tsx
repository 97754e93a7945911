import { type GameChangeDetail, gameDecision, gameDecisions } from '@holdfast/shared/feeds';
import { givenWallTime } from '@holdfast/shared/time';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { ChangeInputs } from '../../events/ChangeInputs.tsx';
import { isStopped } from '../../events/changeText.ts';
import { VenueInput } from '../../events/EventInputs.tsx';
import { MoveEffects } from '../../events/MovePreview.tsx';
import { useSeen } from '../../events/useSeen.tsx';
import { UpdateForm } from '../../ui/forms/UpdateForm.tsx';
import { decisionNames, effectOf, saysText } from './changeText.ts';

/**
 * Cancel the game, postpone it, move it, put it on sale again, or keep it: with a reason, which the log keeps. It decides
 * about what the feed or the file said when the form was opened.
 */
export function DecisionForm({
  change,
  onDone,
}: {
  change: GameChangeDetail;
  onDone: (decided: GameChangeDetail) => void;
}) {
  const { kind, startsAt, event, venue } = change;
  const { seen, notice } = useSeen({ kind, startsAt, venueId: venue?.id ?? null }, saysText(change));
  const [defaults] = useState(() => ({
    decision: null,
    localStart: givenWallTime(startsAt ?? event.startsAt, venue?.timeZone ?? event.timeZone),
    venueId: venue?.id ?? event.venueId,
    reason: '',
  }));
  const choices = gameDecisions
    .filter((id) => id !== 'restore' || isStopped(event))
    .map((id) => ({ id, name: decisionNames[id] }));
  return (
    <UpdateForm<GameChangeDetail>
      resource="gameDecisions"
      id={change.id}
      schema={gameDecision}
      defaultValues={defaults}
      bodyOf={({ decision, localStart, venueId, reason }) => ({
        decision,
        reason,
        seen,
        ...(decision === 'move' ? { localStart, venueId } : {}),
      })}
      submit="Decide"
      onDone={onDone}
    >
      {notice}
      <ChangeInputs
        source="decision"
        label="Decision"
        choices={choices}
        effect={(decision) => effectOf(decision, change)}
        zone={venue?.timeZone ?? event.timeZone}
        move={<Move eventId={event.id} />}
      />
    </UpdateForm>
  );
}

/** Where to, and what that does. The start is read by the clocks of the venue that is chosen. */
function Move({ eventId }: { eventId: string }) {
  const { localStart, venueId } = useWatch() as { localStart: unknown; venueId: unknown };
  return (
    <>
      <VenueInput />
      <MoveEffects eventId={eventId} localStart={localStart} venueId={venueId} />
    </>
  );
}
