import type { ApiProblem } from '@holdfast/shared/apiClient';
import type { ReactNode } from 'react';

/** Shown in answer to a press, so its clock is the browser's alone. @param seconds from now */
const clockAfter = (seconds: number) =>
  new Date(Date.now() + seconds * 1000 + 59_999).toLocaleTimeString('en-US', {
    hour: 'numeric',
    minute: '2-digit',
  });

/** Too many holds that nobody paid for: why, from when it works again, and for guests the way that works now. */
export function HoldsLimited({ cause, back }: { cause: ApiProblem; back: ReactNode }) {
  const ofNetwork = cause.problem.by === 'network';
  return (
    <>
      <p>
        {ofNetwork
          ? 'Many holds of this event came from your network, and none of them was paid for.'
          : 'You have held tickets many times within an hour and paid for none of them.'}{' '}
        Nothing new is held and nothing was charged.
      </p>
      <p>
        You can hold tickets again{' '}
        {cause.retryAfter === null ? 'later' : <b>from {clockAfter(cause.retryAfter)}</b>}
        {ofNetwork && (
          <>
            , or at once when you{' '}
            <a href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}>sign in</a>
          </>
        )}
        .
      </p>
      {back}
    </>
  );
}
