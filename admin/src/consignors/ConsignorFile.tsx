/** Consignors from a file: read, checked, then applied whole. */
import {
  type ConsignorFilePlan,
  consignorColumns,
  type PlannedConsignor,
  readConsignorText,
} from '@holdfast/shared/consignors';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { plural } from '../ui/figures.tsx';
import { FileOrCells } from '../ui/forms/FileOrCells.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import './consignors.css';
import { useConsignorFile } from './useConsignorFile.ts';

/** What a page shows has far less. */
const mostFileBytes = 1024 * 1024;

export function ConsignorFile() {
  useCrumbs('Consignment', 'Consignors', 'From a file');
  const file = useConsignorFile();
  const { rows, plan, error, isBusy } = file;
  const takeText = (text: string) => {
    const found = readConsignorText(text);
    if ('problem' in found) return found.problem;
    file.take(found.rows);
    return null;
  };
  return (
    <>
      <PageHead
        title="Consignors from a file"
        facts="A row with an id or a known email address corrects that consignor; others are new. Columns that the file doesn’t have stay as they are."
      >
        <a className="btn" href="/api/admin/consignors.csv" download>
          Export as CSV
        </a>
      </PageHead>
      <div className="body">
        <FileOrCells
          hint={`The first line names the columns: ${consignorColumns.join(', ')}. An export of this page is such a file. Another plan begins when the file is applied.`}
          fileLabel="CSV file"
          accept=".csv,.txt,text/csv"
          mostBytes={mostFileBytes}
          readFile={async (chosen) => takeText(await chosen.text())}
          readCells={takeText}
        />
        {error && (
          <p className="note danger" role="alert">
            {error.message}
          </p>
        )}
        {isBusy && !plan && <p className="mut">Checking {plural(rows.length, 'row')}…</p>}
        {plan && <Checked plan={plan} file={file} />}
      </div>
    </>
  );
}

const outcomes = {
  refused: 'Refused',
  changed: 'Changed',
  created: 'New',
  unchanged: 'Unchanged',
} as const satisfies Record<PlannedConsignor['outcome'], string>;
type Outcome = PlannedConsignor['outcome'];

function Checked({ plan, file }: { plan: ConsignorFilePlan; file: ReturnType<typeof useConsignorFile> }) {
  const { created, changed, refused, unchanged } = plan.counts;
  const names = Object.keys(outcomes) as Outcome[];
  const [chosen, choose] = useState<Outcome | null>(null);
  const shown = chosen ?? names.find((name) => plan.counts[name] > 0) ?? 'unchanged';
  const doing = created + changed;
  return (
    <>
      <div className="note" role="status">
        <p>
          {doing + refused === 0 ? '0 changes. ' : ''}
          {created} new, {changed} changed, {unchanged} unchanged, {refused} refused.
        </p>
        {plan.unknownPlans.length > 0 && (
          <p>
            Not a plan of anybody yet: {plan.unknownPlans.join(', ')}. Correct the file, or{' '}
            <button type="button" className="link" onClick={() => file.makePlans(plan.unknownPlans)}>
              add {plan.unknownPlans.length === 1 ? 'this plan' : 'these plans'}
            </button>
            .
          </p>
        )}
      </div>
      <p className="consignor-file-acts">
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className="btn"
            aria-pressed={shown === name}
            disabled={plan.counts[name] === 0}
            onClick={() => choose(name)}
          >
            {outcomes[name]} {plan.counts[name]}
          </button>
        ))}
        {refused > 0 && doing > 0 && (
          <button type="button" className="btn" disabled={file.isBusy} onClick={file.leaveOutRefused}>
            Leave out the refused {plural(refused, 'row')}
          </button>
        )}
        <button
          type="button"
          className="btn p"
          disabled={file.isBusy || refused > 0 || doing === 0}
          onClick={file.apply}
        >
          {refused > 0 || doing === 0 ? 'Apply' : applyText(created, changed)}
        </button>
      </p>
      <Rows outcome={shown} plan={plan} file={file} />
    </>
  );
}

function applyText(created: number, changed: number): string {
  const parts = [
    created > 0 ? `add ${plural(created, 'consignor')}` : '',
    changed > 0 ? `correct ${created > 0 ? String(changed) : plural(changed, 'consignor')}` : '',
  ].filter(Boolean);
  const text = parts.join(' and ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Rows({
  outcome,
  plan,
  file,
}: {
  outcome: Outcome;
  plan: ConsignorFilePlan;
  file: ReturnType<typeof useConsignorFile>;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table-wrap" tabIndex={0} aria-label={`${outcomes[outcome]} rows`}>
      <table className="g">
        <thead>
          <tr>
            <th scope="col" className="n">
              Row
            </th>
            <th scope="col">Name</th>
            <th scope="col">Email</th>
            <th scope="col">What becomes of it</th>
          </tr>
        </thead>
        <tbody>
          {plan.rows.map(
            (row, at) =>
              row.outcome === outcome && (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are those of the file, in its order
                <tr key={at}>
                  <td className="n">{at + 1}</td>
                  <td>
                    {row.consignorId ? (
                      <Link to={`/consignors/${row.consignorId}/show`}>{file.rows[at]?.name}</Link>
                    ) : (
                      file.rows[at]?.name
                    )}
                  </td>
                  <td>{file.rows[at]?.email}</td>
                  <td>{row.message}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
    </section>
  );
}
