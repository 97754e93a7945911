import { Link } from 'react-router';
import { SidePanel } from '../ui/SidePanel.tsx';
import type { ShownRow } from './ImportShow.tsx';

const titles = {
  create: 'would become a new listing',
  change: 'would change a listing',
  unchanged: 'changes nothing',
  refuse: 'would be refused',
} as const;

/** One row field by field: as it stood in the file, and what is wrong with it. */
export function ImportRowPanel({ row, close }: { row: ShownRow; close: () => void }) {
  const wrong = new Map(row.problems.map((problem) => [problem.field, problem.message]));
  return (
    <SidePanel
      title={`Row ${row.line} ${titles[row.action]}`}
      about={row.problems[0]?.message ?? row.label}
      foot={
        <>
          {row.listingId && (
            <Link className="btn" to={`/listings/${row.listingId}/show`}>
              Open the listing
            </Link>
          )}
          <button type="button" className="btn t" onClick={close}>
            Close <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {row.problems.length > 0 && (
        <>
          <h3 className="sub">What is wrong</h3>
          <ul className="left-out">
            {row.problems.map((problem) => (
              <li key={`${problem.field} ${problem.code}`}>
                <b>{problem.field}</b>
                <span>{problem.message}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {row.changes.length > 0 && (
        <>
          <h3 className="sub">What would change</h3>
          <dl className="kv">
            {row.changes.map((change) => (
              <div key={change.field} style={{ display: 'contents' }}>
                <dt>{change.field}</dt>
                <dd>
                  <span className="old">{change.from}</span>
                  {change.to}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3 className="sub">The row as it stood in the file</h3>
      <table className="g fields">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">In the file</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(row.record).map(([field, value]) => (
            <tr key={field}>
              <td className="mut">{field}</td>
              <td className={wrong.has(field) ? 'dn bold' : undefined}>
                {value || <span className="fnt">empty</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SidePanel>
  );
}
