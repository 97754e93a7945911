/** Shows how long a row has waited and whether it is past its limit. */
import type { Listing, ListingQueue } from '@holdfast/shared/listings';
import type { ColDef } from 'ag-grid-community';
import { ageOf, dayOf } from '../ui/time.ts';
import type { ListingsViewConfig } from './listingsViews.ts';
import { hourMs } from './view/filters.ts';

/** Since when it waits; events that begin soon count down instead. */
const since: Record<ListingQueue, (listing: Listing) => string | null> = {
  toApprove: ({ submittedAt }) => submittedAt,
  toPrice: ({ pricedAt }) => pricedAt,
  delistRequested: ({ delistRequested }) => delistRequested?.at ?? null,
  inHandPassed: ({ inHandOn }) => inHandOn && `${inHandOn}T00:00:00.000Z`,
  eventSoonUnsold: ({ event }) => event.startsAt,
};
/** Hours. Source: the server's queue limits, repeated here so that a row needs no request. */
const limitHours: Record<ListingQueue, number> = {
  toApprove: 24,
  toPrice: 72,
  delistRequested: 4,
  inHandPassed: 24,
  eventSoonUnsold: 12,
};

export function waitColumn({ queue, waits }: ListingsViewConfig): ColDef<Listing> {
  const of = queue ?? 'toApprove';
  const msOf = (listing: Listing | undefined): number | null => {
    const at = listing ? since[of](listing) : null;
    if (at === null) return null;
    return of === 'eventSoonUnsold' ? Date.parse(at) - Date.now() : Date.now() - Date.parse(at);
  };
  return {
    colId: waits?.sort ?? 'submittedAt',
    headerName: waits?.head ?? 'Waiting',
    sortable: true,
    width: of === 'inHandPassed' ? 100 : 84,
    valueGetter: ({ data }) => {
      const ms = msOf(data);
      if (ms === null) return '';
      return of === 'inHandPassed' && data?.inHandOn ? dayOf(`${data.inHandOn}T12:00:00Z`, 'UTC') : ageOf(ms);
    },
    cellClassRules: {
      late: ({ data }) => {
        const ms = msOf(data);
        const limit = limitHours[of] * hourMs;
        return ms !== null && (of === 'eventSoonUnsold' ? ms < limit : ms > limit);
      },
    },
  };
}
