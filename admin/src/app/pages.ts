/** The pages of the rail, by the rooms of the house, with the key that goes there after `g`. */
export interface RailPage {
  /** What `mayOpen` is asked for. */
  page: string;
  name: string;
  to: string;
  key: string;
  /** Which figure of the dashboard stands beside it. */
  count?: 'toApprove' | 'live' | 'attention' | 'mailsFailed';
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
      { page: 'listings', name: 'To approve', to: '/to-approve', key: 'a', count: 'toApprove' },
      { page: 'listings', name: 'Listings', to: '/listings', key: 'l', count: 'live' },
      { page: 'consignors', name: 'Consignors', to: '/consignors', key: 'c' },
      { page: 'packages', name: 'Season packages', to: '/packages', key: 's' },
      { page: 'imports', name: 'Imports', to: '/imports', key: 'i' },
      { page: 'events', name: 'Events', to: '/events', key: 'e' },
      { page: 'percentages', name: 'Percentages', to: '/percentages', key: 'p' },
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
