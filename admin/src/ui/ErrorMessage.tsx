import type { ReactNode } from 'react';
import { Refusal } from '../dataProvider/index.ts';

/** What failed, that nothing was changed, what to do, and the request's id. */
export function ErrorMessage({ what, error, retry }: { what: string; error: unknown; retry?: () => void }) {
  const requestId = error instanceof Refusal ? error.problem?.requestId : undefined;
  const words = error instanceof Error ? error.message : 'Nothing more is known.';
  const isForbidden = error instanceof Refusal && error.status === 403;
  return (
    <div className="empty" role="alert">
      <p>
        <b>{isForbidden ? 'This page isn’t yours to see.' : what}</b>
        {words} {isForbidden ? 'Ask an administrator if you need it.' : 'Nothing was changed.'}
      </p>
      {requestId && (
        <p className="sm">
          Request <code>{requestId}</code>
        </p>
      )}
      {retry && !isForbidden && (
        <button type="button" className="btn" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** Why there is nothing, and the next step. */
export function Empty({ because, children }: { because: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>
        <b>{because}</b>
      </p>
      {children}
    </div>
  );
}
