import type { ImportFile } from '@holdfast/shared/imports';
import { amountOf, countOf, plural } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { busyStates, effectOf, rowActions, rowLooks } from './actions.ts';

/** Totals over the rows: counts, money and progress. */
export function ImportTally({ file }: { file: ImportFile }) {
  const { counts } = file;
  return (
    <>
      <div className="tally">
        {rowActions.map((each) => (
          <span key={each}>
            <b>{countOf(counts[each])}</b>
            <Mark shape={rowLooks[each].shape} tone={rowLooks[each].tone}>
              {rowLooks[each].tally}
            </Mark>
          </span>
        ))}
        {file.ifAllSell.length > 0 && (
          <span className="mut end">
            {file.ifAllSell
              .map(
                ({ tickets, amount, currency }) =>
                  `${plural(tickets, 'ticket')}, ${amountOf(amount, currency)} ${currency}`,
              )
              .join('; ')}{' '}
            if all sell
          </span>
        )}
      </div>
      <div className="tally-bar" aria-hidden="true">
        {rowActions.map(
          (each) => counts[each] > 0 && <i key={each} className={each} style={{ flex: counts[each] }} />,
        )}
      </div>
      <Work file={file} />
    </>
  );
}

function Work({ file }: { file: ImportFile }) {
  const { counts, state } = file;
  if (state === 'checked') return <p className="import-effect">{effectOf(file)}</p>;
  if (!busyStates.includes(state)) return null;
  const work = counts.create + counts.change;
  const [words, done, all] =
    state === 'applying'
      ? (['Applying', counts.applied, work] as const)
      : state === 'undoing'
        ? (['Taking back', counts.undone + counts.kept, counts.applied] as const)
        : (['Looking at the rows', counts.read, counts.rows] as const);
  return (
    <p className="import-effect" role="status">
      {words}: <b>{countOf(done)}</b> of {state === 'checking' ? 'about ' : ''}
      {countOf(all)} <progress value={done} max={Math.max(all, done, 1)} aria-label={words} /> You may leave
      this page; it goes on.
    </p>
  );
}
