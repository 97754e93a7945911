import { Amount, countOf } from '../ui/figures.tsx';
import type { ListingFacts } from './view/listingView.ts';

/** The sum of the whole view, from the server, in the order of the columns. */
export function DeskTotals({ facts: { total = 0, totals } }: { facts: ListingFacts }) {
  if (!totals || total === 0) return null;
  return (
    <div className="grid-total" role="note">
      <b>All {countOf(total)}, if all sell, USD</b>
      <span>
        Consignors get <Amount minor={totals.consignor ?? 0} />
      </span>
      <span>
        House keeps <Amount minor={totals.house ?? 0} />
      </span>
      <span>
        Price <Amount minor={totals.price ?? 0} />
      </span>
      <span>
        Fans pay <Amount minor={totals.allIn ?? 0} />
      </span>
    </div>
  );
}
