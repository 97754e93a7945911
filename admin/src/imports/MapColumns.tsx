import type { ImportFile, ImportMapping } from '@holdfast/shared/imports';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { isHere, PendingHint, stillRead, usePendingHint } from '../ui/pendingHint.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { Th } from '../ui/Th.tsx';
import { fieldWords } from './actions.ts';
import { previewMapping, readMapping } from './api.ts';

/** Samples of a column that are shown. */
const samplesShown = 3;

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
  const [fields, setFields] = useState<Record<string, string> | null>(null);
  const proposal = useQuery({
    queryKey: ['mapping', file.id],
    queryFn: ({ signal }) => readMapping(file.id, signal),
  });
  useEffect(() => {
    if (proposal.data) setFields((chosen) => chosen ?? proposal.data.fields);
  }, [proposal.data]);
  const preview = useQuery({
    queryKey: ['mapping', file.id, fields],
    queryFn: ({ signal }) => previewMapping(file.id, fields ?? {}, signal),
    enabled: fields !== null,
    placeholderData: (before) => before,
  });
  const shown = preview.data ?? proposal.data;
  const isBehind = preview.isPlaceholderData || preview.data === undefined;
  const why = pendingReason();
  const pendingHint = usePendingHint(why, isHere('Ctrl Enter'), fields);

  function pendingReason(): string | null {
    if (busy) return 'It is being done.';
    if (preview.error && isBehind) return 'Without a preview nothing is remembered.';
    if (isBehind) return stillRead('Ctrl Enter');
    return preview.data?.missing ?? null;
  }
  const act = () => {
    if (fields !== null) save(fields);
  };
  useShortcuts([
    {
      keys: 'Ctrl+Enter',
      does: 'remember and look at the rows',
      run: () => pendingHint.tryTo(act),
      inFields: true,
    },
  ]);
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
        <Columns mapping={shown} fields={fields} onChange={setFields} />
        <Preview mapping={shown} isBehind={isBehind} />
      </div>
      {preview.error && (
        <ErrorMessage
          what="How the rows read couldn’t be shown."
          error={preview.error}
          retry={() => preview.refetch()}
        />
      )}
      <PendingHint said={pendingHint.said} />
      <div className="mapping-foot">
        <button type="button" className="btn p" disabled={why !== null} onClick={act}>
          Remember this and look at every row <kbd>Ctrl Enter</kbd>
        </button>
        <span className={shown.missing ? 'wn' : 'mut'} role="status">
          {shown.missing ?? 'The next file with this header is read the same way.'}
        </span>
      </div>
    </div>
  );
}

function Columns({
  mapping,
  fields,
  onChange,
}: {
  mapping: ImportMapping;
  fields: Record<string, string>;
  onChange: (fields: Record<string, string>) => void;
}) {
  const fieldOf = (header: string) =>
    Object.entries(fields).find(([, column]) => column === header)?.[0] ?? '';
  const choose = (header: string, field: string) => {
    // Each column maps to one field and each field to one column.
    const kept = Object.entries(fields).filter(([name, column]) => column !== header && name !== field);
    onChange(Object.fromEntries(field ? [...kept, [field, header]] : kept));
  };
  return (
    <section className="sec" aria-label="Columns of the file">
      <h2>Their columns</h2>
      <table className="g">
        <thead>
          <tr>
            <Th>Their column</Th>
            <Th>Its first values</Th>
            <Th>Means</Th>
          </tr>
        </thead>
        <tbody>
          {mapping.headers.map((header, at) => (
            <tr key={header}>
              <td className="key">{header}</td>
              <td className="mut samples">
                {mapping.samples
                  .slice(0, samplesShown)
                  .map((cells) => cells[at] ?? '')
                  .filter(Boolean)
                  .join(' · ') || <span className="fnt">empty</span>}
              </td>
              <td>
                <div className="fld">
                  <div className="ctl">
                    <select
                      aria-label={`What ${header} means`}
                      value={fieldOf(header)}
                      onChange={(event) => choose(header, event.target.value)}
                    >
                      <option value="">not read</option>
                      {Object.entries(fieldWords).map(([field, words]) => (
                        <option key={field} value={field}>
                          {words}
                        </option>
                      ))}
                    </select>
                  </div>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Pale while it still shows the previous mapping. */
function Preview({ mapping, isBehind }: { mapping: ImportMapping; isBehind: boolean }) {
  return (
    <section
      className={isBehind ? 'sec rows-wait' : 'sec'}
      aria-label="How the first rows read"
      aria-busy={isBehind}
    >
      <h2>How the first rows read</h2>
      <table className="g">
        <thead>
          <tr>
            <Th>Game</Th>
            <Th>Section / row / seats</Th>
            <Th n>Qty</Th>
            <Th n>Price</Th>
          </tr>
        </thead>
        <tbody>
          {mapping.preview.map((row) => (
            <tr key={row.line} className="read">
              <td className="bold">{row.game || <span className="fnt">none</span>}</td>
              <td>
                {row.place || <span className="fnt">none</span>}
                {row.problems.map((problem) => (
                  <span key={problem} className="dn problem">
                    {problem}
                  </span>
                ))}
              </td>
              <td className="n">{row.quantity}</td>
              <td className="n num">{row.price}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
