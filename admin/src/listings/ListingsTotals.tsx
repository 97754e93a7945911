import type { Listing } from '@holdfast/shared/listings';
import { Amount, countOf } from '../ui/figures.tsx';
import type { useListingView } from './view/listingView.ts';

/** States whose unsold tickets won't be sold any more. */
const over: readonly string[] = ['ended', 'withdrawn', 'rejected'] satisfies Listing['state'][];

/** The sum of the whole view, from the server, in the order of the columns. */
export function ListingsTotals({
  view: { viewConfig, facts, filter },
}: {
  view: Pick<ReturnType<typeof useListingView>, 'viewConfig' | 'facts' | 'filter'>;
}) {
  const { total = 0, totals } = facts;
  if (!totals || total === 0) return null;
  const canAllSell = viewConfig.queue ?? filter.state?.split(',').every((state) => !over.includes(state));
  return (
    <div className="grid-total" role="note">
      <b>
        All {countOf(total)}, {canAllSell ? 'if all sell' : 'what is not sold'}, USD
      </b>
      <span>
        Consignors get <Amount minor={totals.proceeds ?? 0} />
      </span>
      <span>
        Commission <Amount minor={totals.commission ?? 0} />
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
