/** The desks over listings: what each is for, its order, its deeds, and the views that it comes with. */
import type { ListingQueue } from '@holdfast/shared/consignment';
import type { DeedName } from './deeds/looks.ts';

export type DeskName = ListingQueue | 'pricing' | 'all';
export type ColumnSet = 'approval' | 'pricing' | 'queue' | 'all';

export interface DeskView {
  name: string;
  /** As the address has it; empty is the desk as it opens. */
  query: string;
}

export interface DeskLook {
  name: DeskName;
  /** How saved views name it. */
  page: string;
  path: string;
  title: string;
  /** What waits here, said when nothing does. */
  empty: string;
  queue?: ListingQueue;
  /** What its rows wait for, as a column of its own. */
  waits?: { head: string; sort: string };
  /** Which states it opens on, by comma; a chip takes it away. */
  states?: string;
  sort: { field: string; order: 'asc' | 'desc' };
  columns: ColumnSet;
  /** In the order of the bulk bar. */
  deeds: readonly DeedName[];
  views: readonly DeskView[];
}

const allMine: readonly DeskView[] = [
  { name: 'All', query: '' },
  { name: 'Mine', query: 'owner=me' },
  { name: 'No owner', query: 'owner=none' },
];
const onSale = ['price', 'limits', 'assign', 'pause', 'resume', 'withdraw'] as const;

/** A queue is worked from what has waited longest; all of it can be seen by owner. */
const queueDesk = (
  queue: ListingQueue,
  page: string,
  {
    waits,
    ...look
  }: Pick<DeskLook, 'title' | 'empty' | 'columns' | 'deeds'> & Required<Pick<DeskLook, 'waits'>>,
): DeskLook => ({
  name: queue,
  page,
  path: `/${page}`,
  queue,
  waits,
  sort: { field: waits.sort, order: 'asc' },
  views: allMine,
  ...look,
});

export const desks: Record<DeskName, DeskLook> = {
  toApprove: {
    ...queueDesk('toApprove', 'to-approve', {
      title: 'To approve',
      empty: 'Nothing waits.',
      waits: { head: 'Waiting', sort: 'submittedAt' },
      columns: 'approval',
      deeds: ['approve', 'price', 'return', 'reject', 'assign', 'limits'],
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
    deeds: [...onSale, 'inHand'],
    views: [
      { name: 'All', query: '' },
      { name: 'Next two weeks', query: 'starts=14d' },
      { name: 'Within 48 h, unsold', query: 'queue=eventSoonUnsold' },
      { name: 'Above market by 15%', query: 'marketFrom=1500' },
      { name: 'At the floor', query: 'standsAt=floor' },
    ],
  },
  toPrice: queueDesk('toPrice', 'to-price', {
    title: 'To price',
    empty: 'Every price is within its limits and 15% of its market.',
    waits: { head: 'Priced', sort: 'pricedAt' },
    columns: 'pricing',
    deeds: onSale,
  }),
  delistAsked: queueDesk('delistAsked', 'delist-asked', {
    title: 'Delist asked',
    empty: 'No consignor wants tickets back.',
    waits: { head: 'Asked', sort: 'delistAskedAt' },
    columns: 'queue',
    deeds: ['withdraw', 'keepOnSale', 'pause', 'assign'],
  }),
  inHandPassed: queueDesk('inHandPassed', 'in-hand-passed', {
    title: 'In-hand date passed',
    empty: 'Every ticket is in hand, or its day is still to come.',
    waits: { head: 'In hand on', sort: 'inHandOn' },
    columns: 'queue',
    deeds: ['inHand', 'pause', 'resume', 'withdraw', 'assign'],
  }),
  eventSoonUnsold: queueDesk('eventSoonUnsold', 'soon-unsold', {
    title: 'Soon and unsold',
    empty: 'Nothing unsold begins within 48 hours.',
    waits: { head: 'Begins in', sort: 'startsAt' },
    columns: 'pricing',
    deeds: onSale,
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
    deeds: ['price', 'pause', 'resume', 'resubmit', 'withdraw', 'assign', 'limits', 'inHand'],
    views: [],
  },
};
