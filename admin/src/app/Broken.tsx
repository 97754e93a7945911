import { useCallback, useEffect } from 'react';
import { useResetErrorBoundaryOnLocationChange } from 'react-admin';

/** Shown when a page throws while rendering; another address shows its page again. */
export function Broken({
  error,
  resetErrorBoundary,
}: {
  error: Error;
  resetErrorBoundary: (args: unknown) => void;
}) {
  const reset = useCallback(() => resetErrorBoundary(undefined), [resetErrorBoundary]);
  useResetErrorBoundaryOnLocationChange(reset);
  useEffect(() => {
    document.title = 'Something broke · Holdfast back office';
  }, []);
  return (
    <div className="empty" role="alert">
      <p>
        <b>This page broke. Nothing was changed by that.</b>
        {error.message}
      </p>
      <button type="button" className="btn" onClick={reset}>
        Try again
      </button>{' '}
      <button type="button" className="btn" onClick={() => window.location.reload()}>
        Reload the page
      </button>
    </div>
  );
}
