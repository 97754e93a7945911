import type { ReactNode } from 'react';

/**
 * What a service answered a test, or why it couldn't be asked.
 * @param children the answer in words
 */
export function ServiceAnswer({
  error,
  isTaken,
  children,
}: {
  error: Error | null;
  /** Undefined: it wasn't asked yet. */
  isTaken: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <>
      {error && (
        <p className="note danger" role="alert">
          {error.message}
        </p>
      )}
      {isTaken !== undefined && (
        <p className={isTaken ? 'note' : 'note danger'} role="status">
          {children}
        </p>
      )}
    </>
  );
}
