/** Venues, teams or leagues as a file: exported, tried as a dry run, and applied as it showed them. */
import {
  type CatalogFilePlan,
  type LineOutcome,
  largestCatalogFileBytes,
} from '@holdfast/shared/catalogFiles';
import { type ChangeEvent, useId } from 'react';
import { plural } from '../ui/figures.tsx';
import { useFilePlan } from '../ui/forms/useFilePlan.ts';
import { Th } from '../ui/Th.tsx';
import './catalogFile.css';

interface FileProps {
  resource: 'venues' | 'performers' | 'leagues';
  /** The columns of the file. */
  columns: string;
}

/** More lines than a person reads; the counts are of all. */
const mostShown = 200;
const outcomeNames: Record<LineOutcome, string> = {
  created: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  refused: 'Refused',
};

export function CatalogFile({ resource, columns }: FileProps) {
  const id = useId();
  const { plan, error, isBusy, choose, apply } = useCatalogFile(resource);
  return (
    <details className="catalog-file">
      <summary>From a file, or to one</summary>
      <p className="mut">
        Export as{' '}
        {(['csv', 'xlsx'] as const).map((ending) => (
          <a key={ending} className="btn" href={`/api/admin/${resource}.${ending}`} download>
            {ending.toUpperCase()}
          </a>
        ))}
      </p>
      <p className="mut">
        The first line names the columns: {columns}. A column that the file lacks stays as it is. Nothing is
        saved before you apply it.
      </p>
      <label htmlFor={id}>CSV or XLSX file </label>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv"
        disabled={isBusy}
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          choose(event.target.files?.[0]);
          // The same file, corrected meanwhile, may be chosen again.
          event.target.value = '';
        }}
      />
      {isBusy && <p className="mut">Working on the file…</p>}
      {error && (
        <p className="note danger" role="alert">
          {error}
        </p>
      )}
      {plan && <Plan plan={plan} isBusy={isBusy} apply={apply} />}
    </details>
  );
}

/** The chosen file, its dry run, and applying it. */
const useCatalogFile = (resource: FileProps['resource']) =>
  useFilePlan<CatalogFilePlan>({
    preview: `/admin/${resource}/file/preview`,
    path: (_chosen, seen) => `/admin/${resource}/file?seen=${encodeURIComponent(seen)}`,
    largestBytes: largestCatalogFileBytes,
    done: ({ counts: { created, changed } }) =>
      `${plural(created, 'line is', 'lines are')} added, ${changed} changed.`,
  });

function Plan({ plan, isBusy, apply }: { plan: CatalogFilePlan; isBusy: boolean; apply: () => void }) {
  const { created, changed, unchanged, refused } = plan.counts;
  const told = plan.rows.filter(({ outcome }) => outcome !== 'unchanged');
  const left = told.length - mostShown;
  return (
    <>
      <p className="note" role="status">
        {created + changed + refused === 0 && '0 changes. '}
        {created} new, {changed} changed, {unchanged} unchanged, {refused} refused.
        {refused > 0 && ' Correct or remove the refused lines in the file, then choose it again.'}
      </p>
      {told.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
        <section className="table-wrap" tabIndex={0} aria-label="Lines of the file">
          <table className="g">
            <thead>
              <tr>
                <Th n>Line</Th>
                <Th>Name</Th>
                <Th>What becomes of it</Th>
              </tr>
            </thead>
            <tbody>
              {told.slice(0, mostShown).map(({ line, outcome, name, message }) => (
                <tr key={line}>
                  <td className="n">{line}</td>
                  <td className="wrap">{name}</td>
                  <td className="wrap">
                    <b className={outcome === 'refused' ? 'dn' : undefined}>{outcomeNames[outcome]}.</b>{' '}
                    {message}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {left > 0 && <p className="mut">And {plural(left, 'more line')}.</p>}
        </section>
      )}
      {refused === 0 && created + changed > 0 && (
        <p style={{ margin: '10px 0' }}>
          <button type="button" className="btn p" disabled={isBusy} onClick={apply}>
            Apply: {created} new, {changed} changed
          </button>
        </p>
      )}
    </>
  );
}
