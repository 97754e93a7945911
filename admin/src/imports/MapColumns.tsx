import type { ImportFile } from '@holdfast/shared/imports';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { PendingHint } from '../ui/pendingHint.tsx';
import type { NewMapping } from './api.ts';
import { MappingColumns } from './MappingColumns.tsx';
import { MappingPreview } from './MappingPreview.tsx';
import { ReadingQuestions } from './ReadingQuestions.tsx';
import { SheetChoice } from './SheetChoice.tsx';
import { useMapping } from './useMapping.ts';

/** How a file is read: what its cells leave open, its sheet, and its columns with a preview of the first rows. */
export function MapColumns({
  file,
  busy,
  save,
  cancel,
}: {
  file: ImportFile;
  busy: boolean;
  save: (body: NewMapping) => void;
  /** Null where the file can't be checked without it. */
  cancel: (() => void) | null;
}) {
  const { fields, setFields, answers, answer, proposal, preview, shown, isBehind, why, said, act } =
    useMapping(file, busy, save, cancel);
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
      {shown.message && <p className="note info">{shown.message}</p>}
      <ReadingQuestions mapping={shown} answers={answers} answer={answer} />
      <SheetChoice mapping={shown} busy={busy} choose={(sheet) => save({ sheet })} />
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
          Check every row <kbd>Ctrl Enter</kbd>
        </button>
        {cancel && (
          <button type="button" className="btn t" onClick={cancel}>
            Leave it as it is <kbd>Esc</kbd>
          </button>
        )}
        <span className={shown.missing ? 'wn' : 'mut'} role="status">
          {shown.missing ??
            'When the file is applied, its columns are remembered for the next file with this header.'}
        </span>
      </div>
    </div>
  );
}
