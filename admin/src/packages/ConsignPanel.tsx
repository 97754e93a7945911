import type { ConsignedGames } from '@holdfast/shared/packages';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { PendingHint } from '../ui/pendingHint.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { ConsignWould } from './ConsignWould.tsx';
import { useConsign } from './useConsign.ts';

/** Previews consigning the chosen games, and does it. */
export function ConsignPanel({
  packageId,
  isDraft,
  eventIds,
  onLeave,
  onDone,
}: {
  packageId: string;
  isDraft: boolean;
  eventIds: readonly string[];
  onLeave: () => void;
  onDone: (made: ConsignedGames) => void;
}) {
  const { preview, would, why, problem, consign, pendingHint } = useConsign(
    packageId,
    isDraft,
    eventIds,
    onDone,
  );
  useShortcuts([
    { keys: 'Ctrl+Enter', does: 'consign them', run: () => pendingHint.tryTo(consign), inFields: true },
    { keys: 'Escape', does: 'leave', run: onLeave, inFields: true },
  ]);
  return (
    <SidePanel
      title={`Consign ${plural(eventIds.length, 'game')}`}
      about="Nothing has happened yet. This is what would."
      takesFocus
      foot={
        <>
          <PendingHint text={pendingHint.text} />
          <button type="button" className="btn p" disabled={why !== null} onClick={consign}>
            Consign {would ? plural(would.listings, 'game') : 'them'} <kbd>Ctrl Enter</kbd>
          </button>
          <button type="button" className="btn t" onClick={onLeave}>
            Close <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {preview.error && (
        <ErrorMessage what="The preview couldn’t be made." error={preview.error} retry={preview.refetch} />
      )}
      {would && <ConsignWould would={would} />}
      {isDraft && (
        <p className="note warn">This package is a draft. Confirm it before its games are consigned.</p>
      )}
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
    </SidePanel>
  );
}
