import type { Listing } from '@holdfast/shared/consignment';
import { countOf } from '../ui/figures.tsx';
import { type DeedName, deedLooks } from './deeds/looks.ts';
import type { usePicked } from './usePicked.ts';

/** How many may be done by name; more go as a whole view. */
const mostNamed = 1000;

/** What can be done to the selected rows, docked below the grid so that it hides none. */
export function BulkBar({
  choice,
  total,
  deeds,
  begin,
}: {
  choice: ReturnType<typeof usePicked>;
  total: number;
  deeds: readonly DeedName[];
  begin: (name: DeedName) => void;
}) {
  const { picked, count } = choice;
  const rows: readonly Listing[] = [...picked.rows.values()];
  const ableOf = (name: DeedName) => (picked.whole ? count : rows.filter(deedLooks[name].can).length);
  const offered = deeds.map((name) => ({ name, able: ableOf(name) })).filter(({ able }) => able > 0);
  return (
    <section className="bulk" aria-label="Selected listings">
      <b aria-live="polite">
        {picked.whole ? `All ${countOf(count)} of this view selected` : `${countOf(count)} selected`}
      </b>
      {!picked.whole && count < total && (
        <button type="button" className="link" onClick={choice.pickWhole}>
          Select all {countOf(total)}
        </button>
      )}
      <button type="button" className="link" onClick={choice.clear}>
        Clear
      </button>
      {count > mostNamed && !picked.whole && (
        <span>At most {countOf(mostNamed)} by hand: select the whole view for more.</span>
      )}
      <span className="sp" />
      {offered.map(({ name, able }, at) => (
        <button
          type="button"
          key={name}
          className={at === 0 ? 'btn p' : at > 3 ? 'btn wide-only' : 'btn'}
          disabled={count > mostNamed && !picked.whole}
          onClick={() => begin(name)}
        >
          {deedLooks[name].short ?? deedLooks[name].verb}
          {able < count ? ` ${countOf(able)}` : ''} <kbd>{deedLooks[name].key}</kbd>
        </button>
      ))}
    </section>
  );
}
