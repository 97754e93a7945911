import type { ImportMapping } from '@holdfast/shared/imports';
import { Th } from '../ui/Th.tsx';
import { fieldWords } from './actions.ts';

/** Samples of a column that are shown. */
const samplesShown = 3;

/** Each column of the file with its first values, and what it means. */
export function MappingColumns({
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
