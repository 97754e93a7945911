import type { ImportFile } from '@holdfast/shared/imports';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { PendingHint } from '../ui/pendingHint.tsx';
import { MappingColumns } from './MappingColumns.tsx';
import { MappingPreview } from './MappingPreview.tsx';
import { useMapping } from './useMapping.ts';

/** Maps an unknown header: their column, three sample values, our field, and a preview of the first rows. */
export function MapColumns({
  file,
  busy,
  save,
}: {
  file: ImportFile;
  busy: boolean;
  save: (fields: Record<string, string>) => void;
}) {
  const { fields, setFields, proposal, preview, shown, isBehind, why, said, act } = useMapping(
    file,
    busy,
    save,
  );
  if (proposal.error)
    return (
      <ErrorMessage
        what="The columns couldn’t be read."
        error={proposal.error}
        retry={() => proposal.refetch()}
      />
    );
  if (!shown || fields === null) return null;
  return (
    <div className="body mapping">
      <p className="note info">{shown.message}</p>
      <div className="mapping-two">
        <MappingColumns mapping={shown} fields={fields} onChange={setFields} />
        <MappingPreview mapping={shown} isBehind={isBehind} />
      </div>
      {preview.error && (
        <ErrorMessage
          what="How the rows read couldn’t be shown."
          error={preview.error}
          retry={() => preview.refetch()}
        />
      )}
      <PendingHint text={said} />
      <div className="mapping-foot">
        <button type="button" className="btn p" disabled={why !== null} onClick={act}>
          Remember this and check every row <kbd>Ctrl Enter</kbd>
        </button>
        <span className={shown.missing ? 'wn' : 'mut'} role="status">
          {shown.missing ?? 'The next file with this header is read the same way.'}
        </span>
      </div>
    </div>
  );
}
