import type { BulkRun } from '@holdfast/shared/listings';
import { Mark } from '../ui/StateMark.tsx';

export function RunStateMark({ run: { state }, loud }: { run: BulkRun; loud?: boolean }) {
  const isDone = state === 'done';
  return (
    <Mark shape={isDone ? 'tick' : 'half'} tone={isDone ? 'success' : 'info'} loud={loud}>
      {isDone ? 'Done' : 'Under way'}
    </Mark>
  );
}
