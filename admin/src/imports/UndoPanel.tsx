import { isReason } from '@holdfast/shared/http';
import type { ImportFile, ImportUndo } from '@holdfast/shared/imports';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { Reading } from '../ui/Reading.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { readUndo } from './api.ts';

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
  const { data, error, refetch } = useQuery({
    queryKey: ['imports', 'undo', file.id],
    queryFn: () => readUndo(file.id),
    // Tickets are sold meanwhile.
    refetchInterval: 10_000,
  });
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
      {error && !data ? (
        <ErrorMessage what="The preview couldn’t be loaded." error={error} retry={() => refetch()} />
      ) : data ? (
        <Touched undo={data} />
      ) : (
        <Reading what="the rows" />
      )}
      <p className="note warn">This can’t be undone; the file can be uploaded again.</p>
      <ReasonField id="undo-reason" value={reason} onChange={setReason} />
    </SidePanel>
  );
}

function Touched({ undo: { withdrawn, restored, stays, reasons } }: { undo: ImportUndo }) {
  return (
    <ul className="left-out">
      {withdrawn > 0 && (
        <li>
          <b>{plural(withdrawn, 'listing')} withdrawn</b>
          <span>Those that this file made. Their tickets leave the sale.</span>
        </li>
      )}
      {restored > 0 && (
        <li>
          <b>{plural(restored, 'listing')} as before</b>
          <span>
            Price, split, face value, delivery and note that this file changed. Seats that it took off sale
            stay off.
          </span>
        </li>
      )}
      <li>
        <b>
          {stays === 0
            ? 'Every row is taken back'
            : `${plural(stays, 'row')} ${stays === 1 ? 'stays as it is' : 'stay as they are'}`}
        </b>
        <span>
          {stays === 0
            ? 'What is sold, held or changed until then stays, and is named with its reason.'
            : 'Tickets were sold or are held, or somebody changed the listing since.'}
        </span>
        {reasons.map(({ line, reason }) => (
          <span key={line}>
            Row {line}: {reason}
          </span>
        ))}
        {stays > reasons.length && <span>The report names the others afterwards.</span>}
      </li>
    </ul>
  );
}
