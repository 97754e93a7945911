import type { ReactNode } from 'react';
import { RadioButtonGroupInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { WallTimeInput } from '../ui/dates/DateInputs.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';

/** What happens to an event, with what that does before it is decided, and why. */
export function ChangeInputs<Kind extends string>({
  source,
  label,
  choices,
  effect,
  zone,
  move,
}: {
  source: string;
  label: string;
  choices: ReadonlyArray<{ id: Kind; name: string }>;
  /** What a choice does. */
  effect: (kind: Kind) => string;
  /** The venue's, whose clocks the new start is read by. */
  zone: string;
  /** Further inputs of a move, and what it would do in place of `effect`. */
  move?: ReactNode;
}) {
  const kind: Kind | null = useWatch({ name: source });
  return (
    <div className="form-grid">
      <RadioButtonGroupInput
        source={source}
        label={label}
        choices={[...choices]}
        row={false}
        helperText={false}
      />
      {kind === 'move' && (
        <WallTimeInput source="localStart" label="New start, in the venue’s time" zone={zone} />
      )}
      {kind === 'move' && move}
      {kind && !(kind === 'move' && move) && (
        <p className={kind === 'cancel' ? 'note danger' : 'note info'}>{effect(kind)}</p>
      )}
      <ReasonInput />
    </div>
  );
}
