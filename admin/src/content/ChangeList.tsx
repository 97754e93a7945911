import type { ContentChange } from '@holdfast/shared/content';

/** Characters of a text that are shown: pages of text are long. */
const mostShown = 160;

const shown = (text: string) => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);

/** What differs, each with before and after. */
export function ChangeList({ changes }: { changes: readonly ContentChange[] }) {
  if (changes.length === 0) return <p className="mut">Nothing differs.</p>;
  return (
    <ul className="content-changes">
      {changes.map(({ what, before, after }) => (
        <li key={what}>
          <span className="mut">{what}</span>
          {before !== null && <span className="old">{shown(before)}</span>}
          {after === null ? <em>removed</em> : <span>{shown(after)}</span>}
        </li>
      ))}
    </ul>
  );
}
