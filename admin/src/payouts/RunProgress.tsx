import './payouts.css';
import type { PayoutRun } from '@holdfast/shared/payouts';
import { countOf } from '../ui/figures.tsx';

type Progress = NonNullable<PayoutRun['progress']>;

/** `42 %`, rounded down: 100 % is when nothing is left. */
export const percentOf = ({ done, total }: Progress): string =>
  `${total === 0 ? 0 : Math.floor((100 * done) / total)} %`;

const words = {
  making: { says: 'It is being made', of: 'consignors looked at' },
  approving: { says: 'It is being approved', of: 'payouts' },
  withdrawing: { says: 'It is being withdrawn', of: 'payouts' },
} as const;

/** How far a job is with a run; nothing while none works on it. */
export function RunProgress({ run: { state, progress } }: { run: Pick<PayoutRun, 'state' | 'progress'> }) {
  if (progress === null || !(state in words)) return null;
  const { says, of } = words[state as keyof typeof words];
  const far = `${countOf(progress.done)} of ${countOf(progress.total)} ${of}`;
  return (
    <p className="note info run-far" role="status">
      {says}: {far} <progress value={progress.done} max={Math.max(progress.total, 1)} aria-label={far} /> You
      may leave this page; it goes on.
    </p>
  );
}
