/** The pages of the rail, by the rooms of the house, with the key that goes there after `g`. */
import type { ListingQueue } from '@holdfast/shared/consignment';
import type { RailCounts } from '@holdfast/shared/support';

export interface RailPage {
  /** What `mayOpen` is asked for. */
  page: string;
  name: string;
  to: string;
  key: string;
  /** Which of the rail's counts stands beside it. */
  count?: keyof RailCounts;
  /** Which queue of the desk stands beside it: its count, lamp-coloured past its limit. */
  queue?: ListingQueue;
  /** How many entries of catalogues wait to be matched stands beside it. */
  matching?: true;
}
export interface RailRoom {
  name: string;
  pages: readonly RailPage[];
}

export const rooms: readonly RailRoom[] = [
  { name: 'Desk', pages: [{ page: 'today', name: 'Today', to: '/', key: 't' }] },
  {
    name: 'Consignment',
    pages: [
      { page: 'listings', name: 'To approve', to: '/to-approve', key: 'a', queue: 'toApprove' },
      { page: 'listings', name: 'Pricing', to: '/pricing', key: 'm', count: 'pricing' },
      { page: 'listings', name: 'To price', to: '/to-price', key: 'q', queue: 'toPrice' },
      { page: 'listings', name: 'Soon and unsold', to: '/soon-unsold', key: 'x', queue: 'eventSoonUnsold' },
      { page: 'listings', name: 'Delist asked', to: '/delist-asked', key: 'd', queue: 'delistAsked' },
      { page: 'listings', name: 'In-hand passed', to: '/in-hand-passed', key: 'h', queue: 'inHandPassed' },
      { page: 'listings', name: 'Listings', to: '/listings', key: 'l' },
      { page: 'consignors', name: 'Consignors', to: '/consignors', key: 'c' },
      { page: 'packages', name: 'Season packages', to: '/packages', key: 's' },
      { page: 'imports', name: 'Imports', to: '/imports', key: 'i' },
      { page: 'events', name: 'Events', to: '/events', key: 'e' },
      { page: 'catalogs', name: 'Catalogues', to: '/catalogs', key: 'v' },
      { page: 'matching', name: 'Events to match', to: '/matching', key: 'w', matching: true },
      { page: 'percentages', name: 'Percentages', to: '/percentages', key: 'p' },
      { page: 'priceCaps', name: 'Legal caps', to: '/price-caps', key: 'k' },
      { page: 'listings', name: 'Bulk runs', to: '/bulk-runs', key: 'b' },
      { page: 'statistics', name: 'Statistics', to: '/statistics', key: 'n' },
    ],
  },
  {
    name: 'Support',
    pages: [
      { page: 'reservations', name: 'Reservations', to: '/reservations', key: 'r', count: 'attention' },
      { page: 'payments', name: 'Payments', to: '/payments', key: 'y' },
      { page: 'mails', name: 'Outbox', to: '/mails', key: 'o', count: 'mailsFailed' },
    ],
  },
  {
    name: 'Also yours',
    pages: [
      { page: 'audit', name: 'Audit log', to: '/audit', key: 'u' },
      { page: 'today', name: 'States', to: '/states', key: 'z' },
    ],
  },
];
