import type { ReactNode } from 'react';
import { SidePanel } from './SidePanel.tsx';
import { useShortcuts } from './shortcuts.tsx';

/** A panel with a form that can be left without doing anything, by its button or Esc. */
export function LeavablePanel({
  title,
  about,
  leave,
  onLeave,
  children,
}: {
  title: string;
  about: string;
  /** Names leaving, such as `Keep it`. */
  leave: string;
  onLeave: () => void;
  children: ReactNode;
}) {
  useShortcuts([{ keys: 'Escape', does: 'leave', run: onLeave, inFields: true }]);
  return (
    <SidePanel
      title={title}
      about={about}
      takesFocus
      foot={
        <button type="button" className="btn t" onClick={onLeave}>
          {leave} <kbd>Esc</kbd>
        </button>
      }
    >
      {children}
    </SidePanel>
  );
}
