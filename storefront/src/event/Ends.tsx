import type { ReactNode } from 'react';

/** How a sheet of a refused hold ends: what helps, and the way back. */
export function Ends({ onClose, children }: { onClose(): void; children?: ReactNode }) {
  return (
    <div className="ends">
      {children}
      <button type="button" className="btn btn-line" onClick={onClose}>
        Back to the list
      </button>
    </div>
  );
}
