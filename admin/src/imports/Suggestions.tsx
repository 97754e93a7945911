import type { ImportRowDetail } from '@holdfast/shared/imports';
import { plural } from '../ui/figures.tsx';
import { workTime } from '../ui/time.ts';
import type { ImportAction } from './api.ts';

interface Suggestion {
  id: string;
  /** On the button. */
  words: string;
  /** In the key line. */
  does: string;
  action: ImportAction;
}

/** What the row probably means, the likeliest first. */
function suggestionsOf(detail: ImportRowDetail | undefined): Suggestion[] {
  if (!detail) return [];
  const { suggestedCell: cell, suggestedGames: games, sameGameRows, line, record } = detail;
  const from = cell === null ? '' : (record[cell.column] ?? '');
  return [
    ...(cell === null
      ? []
      : [
          {
            id: 'cell',
            words: `${cell.column}: ${cell.text} instead of ${from}${cell.rows > 1 ? `, in ${plural(cell.rows, 'row')}` : ''}`,
            does: `correct ${cell.column} to ${cell.text}`,
            action: { action: 'columns' as const, body: { column: cell.column, from, to: cell.text } },
          },
        ]),
    ...games.map((game) => ({
      id: game.id,
      words: `${game.name}, ${workTime(game.startsAt)}${sameGameRows > 1 ? `, for ${plural(sameGameRows, 'row')}` : ''}`,
      does: `choose ${game.name}`,
      action: { action: 'games' as const, body: { line, eventId: game.id } },
    })),
  ];
}

/** The suggestion that one key takes. */
export const firstSuggestion = (detail: ImportRowDetail | undefined): Suggestion | undefined =>
  suggestionsOf(detail)[0];

/** What the row probably means; the first one is taken with y. */
export function Suggestions({
  detail,
  busy,
  act,
}: {
  detail: ImportRowDetail | undefined;
  busy: boolean;
  act: (action: ImportAction) => void;
}) {
  const suggestions = suggestionsOf(detail);
  if (suggestions.length === 0) return null;
  return (
    <>
      <h3 className="sub">Probably meant</h3>
      <ul className="suggestions">
        {suggestions.map(({ id, words, action }, at) => (
          <li key={id}>
            <button type="button" className="btn" disabled={busy} onClick={() => act(action)}>
              {words} {at === 0 && <kbd>y</kbd>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
