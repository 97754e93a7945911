/** Old and new price of each listing. */

import type { ListingOutcome } from '@holdfast/shared/listings';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../dataProvider/index.ts';
import { amountOf, countOf } from '../../ui/figures.tsx';
import { Th } from '../../ui/Th.tsx';
import { type ActionDraft, actionOf } from './draft.ts';

type PriceChange = Pick<ListingOutcome, 'id' | 'label' | 'priceBefore' | 'priceAmount'>;

/** How many are shown at first, and with each further step. */
const step = 20;
const viewStep = 50;

/** The prices of named listings; those that are left out stand above, with why. */
export function PriceChanges({ outcomes }: { outcomes: readonly ListingOutcome[] }) {
  const [most, setMost] = useState(step);
  const changes = outcomes.filter(({ ok }) => ok);
  if (changes.length === 0) return null;
  return (
    <PriceTable
      changes={changes.slice(0, most)}
      total={changes.length}
      more={() => setMost((before) => before + step)}
    />
  );
}

/** The prices of a frozen view, page by page. */
export function ViewPriceChanges({ draft, view }: { draft: ActionDraft; view: string }) {
  const action = actionOf(draft, true);
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['previewRows', view, action],
    queryFn: ({ pageParam: page }) =>
      call<{ data: ListingOutcome[]; total: number }>('/admin/bulk-runs/preview/rows', {
        method: 'POST',
        body: { action, view, page, perPage: viewStep },
      }),
    initialPageParam: 1,
    getNextPageParam: ({ total }, pages) => (pages.length * viewStep < total ? pages.length + 1 : undefined),
    enabled: action !== null,
    gcTime: 0,
  });
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  const changes = rows.filter(({ ok }) => ok);
  if (rows.length === 0) return null;
  const read = Math.min(rows.length, data?.pages[0]?.total ?? 0);
  return (
    <PriceTable
      changes={changes}
      total={changes.length + (hasNextPage ? (data?.pages[0]?.total ?? 0) - read : 0)}
      more={() => !isFetchingNextPage && void fetchNextPage()}
    />
  );
}

export function PriceTable({
  changes,
  total,
  more,
}: {
  changes: readonly PriceChange[];
  total: number;
  more: () => void;
}) {
  const rest = total - changes.length;
  return (
    <>
      <h3 className="sub">Prices, each, {marketplaceCurrency}</h3>
      <table className="g prices" aria-label="Prices before and after">
        <thead>
          <tr>
            <Th>Listing</Th>
            <Th n>Old</Th>
            <Th n>New</Th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ id, label, priceBefore, priceAmount }) => (
            <tr key={id}>
              <td className="wrap">{label}</td>
              <td className="n old">{amountOf(priceBefore)}</td>
              <td className="n bold">{amountOf(priceAmount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <button type="button" className="link" onClick={more}>
          {countOf(rest)} more
        </button>
      )}
    </>
  );
}
