import type { ImportRowDetail } from '@holdfast/shared/imports';
import { Th } from '../ui/Th.tsx';
import type { ShownRow } from './actions.ts';

/** One row field by field: the file's cell and the value read, corrections and changes beside what stood before. */
export function RowFields({ row, detail }: { row: ShownRow; detail: ImportRowDetail | undefined }) {
  const wrong = new Map(row.problems.map((problem) => [problem.field, problem.message]));
  return (
    <>
      <h3 className="sub">The row, field by field</h3>
      <table className="g fields">
        <thead>
          <tr>
            <Th>Field</Th>
            <Th>In the file</Th>
            <Th>Read as</Th>
          </tr>
        </thead>
        <tbody>
          {(detail?.fields ?? [])
            .filter(({ file: text, to, corrected }) => text !== '' || to !== null || corrected !== null)
            .map((each) => (
              <tr key={each.column}>
                <td className="mut">{each.column}</td>
                <td className={wrong.has(each.column) || wrong.has(each.field ?? '') ? 'dn bold' : undefined}>
                  {each.corrected !== null && (
                    <>
                      <span className="old">{each.file || 'empty'}</span>{' '}
                    </>
                  )}
                  {(each.corrected ?? each.file) || <span className="fnt">empty</span>}
                </td>
                <td>
                  {each.from !== null && <span className="old">{each.from}</span>}{' '}
                  {each.to ?? each.readAs ?? (
                    <span className="fnt">{each.field === null ? 'not read' : ''}</span>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {detail && Object.values(row.record).includes('') && (
        <p className="hint">Columns that are empty in this row are left out.</p>
      )}
    </>
  );
}
