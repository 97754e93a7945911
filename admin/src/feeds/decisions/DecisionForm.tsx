import {
  type GameChange,
  type GameChangeDetail,
  type GameDecisionName,
  gameDecision,
  gameDecisions,
} from '@holdfast/shared/feeds';
import { wallTimeOf } from '@holdfast/shared/time';
import { useState } from 'react';
import { RadioButtonGroupInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { WallTimeInput } from '../../ui/dates/DateInputs.tsx';
import { ReasonInput } from '../../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../../ui/forms/UpdateForm.tsx';
import { decisionNames, effectOf } from './changeText.ts';

const isStopped = ({ event }: GameChange) => event.status === 'cancelled' || event.status === 'postponed';

/** Cancel the game, postpone it, move it, put it on sale again, or keep it: with a reason, which the log keeps. */
export function DecisionForm({
  change,
  onDone,
}: {
  change: GameChangeDetail;
  onDone: (decided: GameChangeDetail) => void;
}) {
  // The start when the page was opened; it keeps polling while somebody types.
  const [defaults] = useState(() => ({
    decision: null,
    localStart: wallTimeOf(change.startsAt ?? change.event.startsAt, change.event.timeZone),
    reason: '',
  }));
  return (
    <UpdateForm<GameChangeDetail>
      resource="gameDecisions"
      id={change.id}
      schema={gameDecision}
      defaultValues={defaults}
      bodyOf={({ decision, localStart, reason }) => ({
        decision,
        reason,
        ...(decision === 'move' ? { localStart } : {}),
      })}
      submit="Decide"
      onDone={onDone}
    >
      <Inputs change={change} />
    </UpdateForm>
  );
}

function Inputs({ change }: { change: GameChangeDetail }) {
  const decision: GameDecisionName | null = useWatch({ name: 'decision' });
  const choices = gameDecisions
    .filter((id) => id !== 'restore' || isStopped(change))
    .map((id) => ({ id, name: decisionNames[id] }));
  return (
    <div className="form-grid">
      <RadioButtonGroupInput
        source="decision"
        label="Decision"
        choices={choices}
        row={false}
        helperText={false}
      />
      {decision === 'move' && <WallTimeInput source="localStart" label="New start, in the venue’s time" />}
      {decision && (
        <p className={decision === 'cancel' ? 'note danger' : 'note info'}>{effectOf(decision, change)}</p>
      )}
      <ReasonInput />
    </div>
  );
}
