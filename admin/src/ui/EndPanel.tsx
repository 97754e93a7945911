import type { ReactNode } from 'react';
import { SidePanel } from './SidePanel.tsx';
import { useShortcuts } from './shortcuts.tsx';

/** Shows what ending a rule would do, and ends it. */
export function EndPanel({
  title,
  submit,
  ending: { mutate, isPending, error },
  leave,
  children,
}: {
  title: string;
  /** The action that the button names. */
  submit: string;
  ending: { mutate: () => void; isPending: boolean; error: Error | null };
  leave: () => void;
  /** What would follow. */
  children: ReactNode;
}) {
  const end = () => {
    if (!isPending) mutate();
  };
  useShortcuts([{ keys: 'Ctrl+Enter', does: 'end it', run: end, inFields: true }]);
  return (
    <SidePanel
      title={title}
      about="Nothing has happened yet. This is what would."
      takesFocus
      foot={
        <>
          <button type="button" className="btn d" disabled={isPending} onClick={end}>
            {submit} <kbd>Ctrl Enter</kbd>
          </button>
          <button type="button" className="btn t" onClick={leave}>
            Keep it <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {error && (
        <p className="note danger" role="alert">
          {error.message} Nothing was changed.
        </p>
      )}
      <p style={{ marginTop: 10 }}>{children}</p>
    </SidePanel>
  );
}
