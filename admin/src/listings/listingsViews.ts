/** Configuration of every listings page: title, order, actions and built-in views. */
import type { ListingQueue } from '@holdfast/shared/listings';
import type { ActionName } from './actions/actionConfig.ts';

export type ListingsViewName = ListingQueue | 'pricing' | 'all';
export type ColumnSet = 'approval' | 'pricing' | 'queue' | 'all';

export interface ListingsTab {
  name: string;
  /** As in the URL; empty for the page as it opens. */
  query: string;
}

export interface ListingsViewConfig {
  name: ListingsViewName;
  /** Its name in saved views. */
  page: string;
  path: string;
  title: string;
  /** Text when nothing waits. */
  empty: string;
  queue?: ListingQueue;
  /** The column that shows what its rows wait for. */
  waits?: { head: string; sort: string };
  /** The states that it opens with, by comma; a filter chip removes them. */
  states?: string;
  sort: { field: string; order: 'asc' | 'desc' };
  columns: ColumnSet;
  /** In the order of the bulk bar. */
  actions: readonly ActionName[];
  views: readonly ListingsTab[];
}

const allMine: readonly ListingsTab[] = [
  { name: 'All', query: '' },
  { name: 'Mine', query: 'owner=me' },
  { name: 'No owner', query: 'owner=none' },
];
const onSale = ['price', 'limits', 'assign', 'pause', 'resume', 'withdraw'] as const;

/** Queues are sorted by longest wait and can be filtered by owner. */
const queueDesk = (
  queue: ListingQueue,
  page: string,
  {
    waits,
    ...look
  }: Pick<ListingsViewConfig, 'title' | 'empty' | 'columns' | 'actions'> &
    Required<Pick<ListingsViewConfig, 'waits'>>,
): ListingsViewConfig => ({
  name: queue,
  page,
  path: `/${page}`,
  queue,
  waits,
  sort: { field: waits.sort, order: 'asc' },
  views: allMine,
  ...look,
});

export const listingsViews: Record<ListingsViewName, ListingsViewConfig> = {
  toApprove: {
    ...queueDesk('toApprove', 'to-approve', {
      title: 'To approve',
      empty: 'Nothing waits.',
      waits: { head: 'Waiting', sort: 'submittedAt' },
      columns: 'approval',
      actions: ['approve', 'price', 'return', 'reject', 'assign', 'limits'],
    }),
    views: [
      ...allMine,
      { name: 'Past the limit', query: 'waiting=24' },
      { name: 'Above market by 15%', query: 'marketFrom=1500' },
    ],
  },
  pricing: {
    name: 'pricing',
    page: 'pricing',
    path: '/pricing',
    title: 'Pricing',
    empty: 'Nothing is on sale.',
    states: 'live,paused',
    sort: { field: 'startsAt', order: 'asc' },
    columns: 'pricing',
    actions: [...onSale, 'inHand'],
    views: [
      { name: 'All', query: '' },
      { name: 'Next two weeks', query: 'starts=14d' },
      { name: 'Within 48 h, unsold', query: 'queue=eventSoonUnsold' },
      { name: 'Above market by 15%', query: 'marketFrom=1500' },
      { name: 'At the floor', query: 'atLimit=floor' },
    ],
  },
  toPrice: queueDesk('toPrice', 'to-price', {
    title: 'To price',
    empty: 'Every price is within its limits and 15% of its market.',
    waits: { head: 'Priced', sort: 'pricedAt' },
    columns: 'pricing',
    actions: onSale,
  }),
  delistRequested: queueDesk('delistRequested', 'delist-asked', {
    title: 'Delist requested',
    empty: 'No consignor wants tickets back.',
    waits: { head: 'Asked', sort: 'delistRequestedAt' },
    columns: 'queue',
    actions: ['withdraw', 'keepOnSale', 'pause', 'assign'],
  }),
  inHandPassed: queueDesk('inHandPassed', 'in-hand-passed', {
    title: 'In-hand date passed',
    empty: 'Every ticket is in hand, or its day is still to come.',
    waits: { head: 'In hand on', sort: 'inHandOn' },
    columns: 'queue',
    actions: ['inHand', 'pause', 'resume', 'withdraw', 'assign'],
  }),
  eventSoonUnsold: queueDesk('eventSoonUnsold', 'soon-unsold', {
    title: 'Soon and unsold',
    empty: 'Nothing unsold begins within 48 hours.',
    waits: { head: 'Begins in', sort: 'startsAt' },
    columns: 'pricing',
    actions: onSale,
  }),
  all: {
    name: 'all',
    page: 'listings',
    path: '/listings',
    title: 'Listings',
    empty: 'No listing is in this state.',
    states: 'live',
    sort: { field: 'startsAt', order: 'asc' },
    columns: 'all',
    actions: ['price', 'pause', 'resume', 'resubmit', 'withdraw', 'assign', 'limits', 'inHand'],
    views: [],
  },
};
