import type { ImportFile, ImportRowDetail } from '@holdfast/shared/imports';
import { type RefObject, useRef } from 'react';
import { Link } from 'react-router';
import { ChooseEvent } from '../events/ChooseEvent.tsx';
import { plural } from '../ui/figures.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { mayBeCorrected, type ShownRow } from './actions.ts';
import type { ImportAction } from './api.ts';
import { RowFields } from './RowFields.tsx';
import { sayTheSame, titleOf } from './rowWords.ts';
import { SameSeats } from './SameSeats.tsx';
import { firstSuggestion, Suggestions } from './Suggestions.tsx';
import { useImportRow } from './useImportRow.ts';

/** One row field by field: the file's cell, the value read, the listing or event it matches, and what a person can decide. */
export function ImportRowPanel({
  file,
  row,
  busy,
  act,
  startCorrecting,
  close,
}: {
  file: ImportFile;
  row: ShownRow;
  busy: boolean;
  act: (action: ImportAction) => void;
  startCorrecting: () => void;
  close: () => void;
}) {
  const { data: detail } = useImportRow(file, row.line);
  const mayCorrect = mayBeCorrected(file, row);
  const game = useRef<HTMLDivElement>(null);
  useRowKeys(row, detail, game, act, mayCorrect ? startCorrecting : null);
  return (
    <SidePanel
      title={titleOf(row, file)}
      about={row.problems[0]?.message ?? row.label}
      foot={
        <Foot
          row={row}
          prices={detail?.mayConfirmPrice ? file.counts.prices : 0}
          busy={busy}
          act={act}
          correct={mayCorrect ? startCorrecting : null}
          close={close}
        />
      }
    >
      {row.corrected && (
        <p className="note info">
          Corrected by {row.corrected.by}, {workTime(row.corrected.at)}. The file says otherwise; both are
          shown below.
        </p>
      )}
      <Problems row={row} />
      {row.note && <p className="note info">{row.note}</p>}
      <Suggestions detail={detail} busy={busy} act={act} />
      {detail?.mayChooseGame && (
        // The choice is stored for the consignor and used for every row with the same reference.
        <ChooseEvent
          key={row.line}
          id="choose-game"
          title="Choose the game"
          label="Game that this row means"
          hint={`${sayTheSame(detail.sameGameRows)} The whole file is checked again.`}
          verb={
            detail.sameGameRows > 1
              ? `Choose it for ${plural(detail.sameGameRows, 'row')}`
              : 'Choose this game'
          }
          busy={busy}
          field={game}
          choose={(event) => act({ action: 'games', body: { line: row.line, eventId: event.id } })}
        />
      )}
      <SameSeats listings={detail?.sameSeats ?? []} />
      <RowFields row={row} detail={detail} />
    </SidePanel>
  );
}

/** The keys of what a person can decide of the row. */
function useRowKeys(
  { line }: ShownRow,
  detail: ImportRowDetail | undefined,
  game: RefObject<HTMLDivElement | null>,
  act: (action: ImportAction) => void,
  correct: (() => void) | null,
): void {
  const suggestion = firstSuggestion(detail);
  useShortcuts([
    ...(detail?.mayChooseGame
      ? [{ keys: 'm', does: 'match a game', run: () => game.current?.querySelector('input')?.focus() }]
      : []),
    ...(suggestion ? [{ keys: 'y', does: suggestion.does, run: () => act(suggestion.action) }] : []),
    ...(detail?.mayConfirmPrice
      ? [{ keys: 'p', does: 'confirm the price', run: () => act({ action: 'prices', body: { line } }) }]
      : []),
    ...(correct ? [{ keys: 'e', does: 'correct the row here', run: () => correct() }] : []),
  ]);
}

function Foot({
  row,
  prices,
  busy,
  act,
  correct,
  close,
}: {
  row: ShownRow;
  /** Rows whose price waits to be confirmed; 0 where this row's doesn't. */
  prices: number;
  busy: boolean;
  act: (action: ImportAction) => void;
  correct: (() => void) | null;
  close: () => void;
}) {
  return (
    <>
      {correct && (
        <button type="button" className="btn p" disabled={busy} onClick={() => correct()}>
          {row.corrected ? 'Correct it again' : 'Correct the row here'} <kbd>e</kbd>
        </button>
      )}
      {prices > 0 && (
        <button
          type="button"
          className="btn"
          disabled={busy}
          onClick={() => act({ action: 'prices', body: { line: row.line } })}
        >
          Confirm the price of {row.price} <kbd>p</kbd>
        </button>
      )}
      {prices > 1 && (
        <button
          type="button"
          className="btn"
          disabled={busy}
          onClick={() => act({ action: 'prices', body: { all: true } })}
        >
          Confirm all {plural(prices, 'price')}
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
  );
}

function Problems({ row }: { row: ShownRow }) {
  if (row.problems.length === 0) return null;
  return (
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
  );
}
