import { type GameChangeDetail, gameDecision, gameDecisions } from '@holdfast/shared/feeds';
import { givenWallTime } from '@holdfast/shared/time';
import { useState } from 'react';
import { ChangeInputs } from '../../events/ChangeInputs.tsx';
import { isStopped } from '../../events/changeText.ts';
import { useSeen } from '../../events/useSeen.tsx';
import { UpdateForm } from '../../ui/forms/UpdateForm.tsx';
import { decisionNames, effectOf, saysText } from './changeText.ts';

/**
 * Cancel the game, postpone it, move it, put it on sale again, or keep it: with a reason, which the log keeps. It decides
 * about what the feed said when the form was opened.
 */
export function DecisionForm({
  change,
  onDone,
}: {
  change: GameChangeDetail;
  onDone: (decided: GameChangeDetail) => void;
}) {
  const { kind, startsAt, event } = change;
  const { seen, notice } = useSeen({ kind, startsAt }, saysText(change));
  const [defaults] = useState(() => ({
    decision: null,
    localStart: givenWallTime(startsAt ?? event.startsAt, event.timeZone),
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
      bodyOf={({ decision, localStart, reason }) => ({
        decision,
        reason,
        seen,
        ...(decision === 'move' ? { localStart } : {}),
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
        zone={event.timeZone}
      />
    </UpdateForm>
  );
}
