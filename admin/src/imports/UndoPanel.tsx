import { isReason } from '@holdfast/shared/http';
import type { ImportFile } from '@holdfast/shared/imports';
import { useState } from 'react';
import { plural } from '../ui/figures.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';

/** Previews the undo of an import and asks for the reason. */
export function UndoPanel({
  file,
  busy,
  undo,
  close,
}: {
  file: ImportFile;
  busy: boolean;
  undo: (reason: string) => void;
  close: () => void;
}) {
  const [reason, setReason] = useState('');
  const { counts } = file;
  const isComplete = isReason(reason) && !busy;
  const act = () => {
    if (isComplete) undo(reason.trim());
  };
  useShortcuts([
    { keys: 'Ctrl+Enter', does: `undo ${plural(counts.applied, 'row')}`, run: act, inFields: true },
    { keys: 'Escape', does: 'leave it', run: close, inFields: true },
  ]);
  return (
    <SidePanel
      title={`Undo ${plural(counts.applied, 'row')}`}
      about="Nothing has happened yet. This is what would."
      foot={
        <>
          <button type="button" className="btn d" disabled={!isComplete} onClick={act}>
            Undo {plural(counts.applied, 'row')} <kbd>Ctrl Enter</kbd>
          </button>
          <button type="button" className="btn t" onClick={close}>
            Keep the file applied <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      <h3 className="sub">What it touches</h3>
      <ul className="left-out">
        {counts.create > 0 && (
          <li>
            <b>{plural(counts.create, 'listing')} withdrawn</b>
            <span>Those that this file made. Their free tickets leave the sale.</span>
          </li>
        )}
        {counts.change > 0 && (
          <li>
            <b>{plural(counts.change, 'listing')} as before</b>
            <span>Price, split, face value, delivery and note that this file changed.</span>
          </li>
        )}
        <li>
          <b>What stays</b>
          <span>
            A row of which something was sold, is held, or that somebody changed since, and seats that the
            file took off sale. Each is named with its reason.
          </span>
        </li>
      </ul>
      <p className="note warn">This can’t be undone; the file can be uploaded again.</p>
      <ReasonField id="undo-reason" value={reason} onChange={setReason} />
    </SidePanel>
  );
}
