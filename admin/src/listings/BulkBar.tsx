import { countOf } from '../ui/figures.tsx';
import { type DeedName, deedLooks } from './deeds.ts';

/** What can be done to the selected rows, docked below the grid so that it hides none. */
export function BulkBar({
  count,
  total,
  deeds,
  begin,
  pickAll,
  clear,
}: {
  count: number;
  total: number;
  deeds: readonly { name: DeedName; able: number }[];
  begin: (name: DeedName) => void;
  pickAll: () => void;
  clear: () => void;
}) {
  return (
    <section className="bulk" aria-label="Selected listings">
      <b aria-live="polite">{countOf(count)} selected</b>
      {count < total && (
        <button type="button" className="link wide-only" onClick={pickAll}>
          Select all {countOf(total)}
        </button>
      )}
      <button type="button" className="link" onClick={clear}>
        Clear
      </button>
      <span className="sp" />
      {deeds
        .filter((deed) => deed.able > 0)
        .map((deed, at) => (
          <button
            type="button"
            key={deed.name}
            className={at === 0 ? 'btn p' : 'btn'}
            onClick={() => begin(deed.name)}
          >
            {deedLooks[deed.name].verb}
            {deed.able < count ? ` ${countOf(deed.able)}` : ''} <kbd>{deedLooks[deed.name].key}</kbd>
          </button>
        ))}
    </section>
  );
}
