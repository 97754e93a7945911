import type { ImportFile } from '@holdfast/shared/imports';
import { useRef } from 'react';
import { Link } from 'react-router';
import { ChooseEvent } from '../events/index.ts';
import { plural } from '../ui/figures.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { Th } from '../ui/Th.tsx';
import { workTime } from '../ui/time.ts';
import { mayBeMended, type ShownRow } from './actions.ts';
import type { ImportAction } from './api.ts';
import { SameSeats } from './SameSeats.tsx';
import { useImportRow } from './useImportRow.ts';

export const wouldWords = {
  create: 'would become a new listing',
  change: 'would change a listing',
  unchanged: 'changes nothing',
  refuse: 'would be refused',
} as const;
const did = {
  create: 'became a new listing',
  change: 'changed a listing',
  unchanged: 'changed nothing',
  refuse: 'was refused',
} as const;

function titleOf(row: ShownRow, { state }: ImportFile): string {
  if (row.undo === 'undone') return `Row ${row.line} was taken back`;
  if (row.undo === 'kept') return `Row ${row.line} was kept`;
  const words = ['done', 'undoing', 'undone'].includes(state) ? did : wouldWords;
  return `Row ${row.line} ${words[row.action]}`;
}

/** One row field by field: the file's cell, the value read, the listing or event it matches, and what a person can decide. */
export function ImportRowPanel({
  file,
  row,
  busy,
  act,
  startMending,
  close,
}: {
  file: ImportFile;
  row: ShownRow;
  busy: boolean;
  act: (action: ImportAction) => void;
  startMending: () => void;
  close: () => void;
}) {
  const { data: detail } = useImportRow(file, row.line);
  const mayMend = mayBeMended(file, row);
  const game = useRef<HTMLDivElement>(null);
  const wrong = new Map(row.problems.map((problem) => [problem.field, problem.message]));
  useShortcuts([
    ...(detail?.mayChooseGame
      ? [{ keys: 'm', does: 'match a game', run: () => game.current?.querySelector('input')?.focus() }]
      : []),
    ...(mayMend ? [{ keys: 'e', does: 'mend the row here', run: () => startMending() }] : []),
  ]);
  return (
    <SidePanel
      title={titleOf(row, file)}
      about={row.problems[0]?.message ?? row.label}
      foot={
        <>
          {mayMend && (
            <button type="button" className="btn p" disabled={busy} onClick={() => startMending()}>
              {row.corrected ? 'Mend it again' : 'Mend the row here'} <kbd>e</kbd>
            </button>
          )}
          {detail?.mayConfirmPrice && (
            <button
              type="button"
              className="btn"
              disabled={busy}
              onClick={() => act({ action: 'prices', body: { line: row.line } })}
            >
              The price of {row.price} is meant
            </button>
          )}
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
      {row.corrected && (
        <p className="note info">
          Mended by {row.corrected.by}, {workTime(row.corrected.at)}. The file says otherwise; both are shown
          below.
        </p>
      )}
      {row.problems.length > 0 && (
        <>
          <h3 className="sub">{row.undo === 'kept' ? 'Why it stays' : 'What is wrong'}</h3>
          <ul className="left-out">
            {row.problems.map((problem) => (
              <li key={`${problem.field} ${problem.code} ${problem.listingId}`}>
                <b>{problem.field}</b>
                <span>{problem.message}</span>{' '}
                {problem.listingId && <Link to={`/listings/${problem.listingId}/show`}>Look at it</Link>}
              </li>
            ))}
          </ul>
        </>
      )}
      {row.note && <p className="note info">{row.note}</p>}
      {detail?.mayChooseGame && (
        // The choice is stored for the consignor and used for every row with the same reference.
        <ChooseEvent
          key={row.line}
          id="choose-game"
          title="Choose the game"
          label="Game that this row means"
          hint={`${sayTheSame(detail.sameGameRows)} The whole file is looked at again.`}
          verb={
            detail.sameGameRows > 1 ? `Take it for ${plural(detail.sameGameRows, 'row')}` : 'Take this game'
          }
          busy={busy}
          field={game}
          choose={(event) => act({ action: 'games', body: { line: row.line, eventId: event.id } })}
        />
      )}
      <SameSeats listings={detail?.sameSeats ?? []} />
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
    </SidePanel>
  );
}

const sayTheSame = (rows: number) =>
  rows > 1
    ? `${plural(rows, 'row')} of this file say the same.`
    : 'Later files that say the same are read so.';
