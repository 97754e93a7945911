/** The sidebar's pages by section, each with its key after `g`. */
import type { ListingQueue } from '@holdfast/shared/listings';
import type { SidebarCounts } from '@holdfast/shared/support';

export interface SidebarPage {
  /** The name that `mayOpen` checks. */
  page: string;
  name: string;
  to: string;
  /** After `g`; pages that are opened from another one may do without. */
  key?: string;
  /** Which of the sidebar's counts is shown beside it. */
  count?: keyof SidebarCounts;
  /** The count is colored while this one isn't zero; by default whatever it is. */
  hotBy?: keyof SidebarCounts;
  /** Which staff queue's count is shown beside it, colored once it is past its limit. */
  queue?: ListingQueue;
  /** A page of listings: its tabs are counted once its rows are here. */
  hasViews?: true;
  /** Shows how many feed entries wait for a match. */
  matching?: true;
  /** The page that it belongs to: it stands below that one while one of the two is open. Its key works everywhere. */
  within?: string;
}
export interface SidebarSection {
  name: string;
  pages: readonly SidebarPage[];
}

export const rooms: readonly SidebarSection[] = [
  {
    name: 'Overview',
    pages: [
      { page: 'today', name: 'Today', to: '/', key: 't' },
      { page: 'inbox', name: 'Inbox', to: '/inbox', key: '.' },
      {
        page: 'listings',
        name: 'To price',
        to: '/to-price',
        within: '/',
        key: 'q',
        queue: 'toPrice',
        hasViews: true,
      },
      {
        page: 'listings',
        name: 'Soon and unsold',
        to: '/soon-unsold',
        within: '/',
        key: 'x',
        queue: 'eventSoonUnsold',
        hasViews: true,
      },
      {
        page: 'listings',
        name: 'Delist requested',
        to: '/delist-asked',
        within: '/',
        key: 'd',
        queue: 'delistRequested',
        hasViews: true,
      },
      {
        page: 'listings',
        name: 'In-hand passed',
        to: '/in-hand-passed',
        within: '/',
        key: 'h',
        queue: 'inHandPassed',
        hasViews: true,
      },
    ],
  },
  {
    name: 'Consignment',
    pages: [
      {
        page: 'listings',
        name: 'To approve',
        to: '/to-approve',
        key: 'a',
        queue: 'toApprove',
        hasViews: true,
      },
      { page: 'listings', name: 'Pricing', to: '/pricing', key: 'm', count: 'pricing', hasViews: true },
      { page: 'listings', name: 'Listings', to: '/listings', within: '/pricing', key: 'l', hasViews: true },
      { page: 'consignors', name: 'Consignors', to: '/consignors', key: 'c' },
      { page: 'packages', name: 'Season packages', to: '/packages', key: 's' },
      { page: 'imports', name: 'Imports', to: '/imports', key: 'i' },
      { page: 'deliveries', name: 'Deliveries', to: '/deliveries', key: '5', count: 'deliveries' },
      { page: 'events', name: 'Events', to: '/events', key: 'e' },
      { page: 'waiting-lists', name: 'Waiting lists', to: '/waiting-lists', within: '/events' },
      { page: 'feeds', name: 'Feeds', to: '/feeds', within: '/events', key: 'v' },
      {
        page: 'matching',
        name: 'Events to match',
        to: '/matching',
        within: '/events',
        key: 'w',
        matching: true,
      },
      { page: 'percentages', name: 'Percentages', to: '/percentages', key: 'p' },
      { page: 'priceCaps', name: 'Legal caps', to: '/price-caps', within: '/percentages', key: 'k' },
      { page: 'listings', name: 'Bulk runs', to: '/bulk-runs', within: '/pricing', key: 'b' },
      { page: 'price-rules', name: 'Price rules', to: '/price-rules', within: '/pricing', key: 'g' },
      { page: 'statistics', name: 'Statistics', to: '/statistics', key: 'n' },
    ],
  },
  {
    name: 'Catalogue',
    pages: [
      { page: 'seasons', name: 'Seasons', to: '/seasons', key: '4' },
      { page: 'performers', name: 'Teams and artists', to: '/performers', key: '1' },
      { page: 'venues', name: 'Venues', to: '/venues', key: '2' },
      { page: 'leagues', name: 'Leagues', to: '/leagues', key: '3' },
      { page: 'content', name: 'Site content', to: '/content' },
    ],
  },
  {
    name: 'Support',
    pages: [
      { page: 'cases', name: 'Cases', to: '/cases', key: '6', count: 'cases', hotBy: 'caseAlarms' },
      { page: 'reservations', name: 'Reservations', to: '/reservations', key: 'r', count: 'attention' },
      { page: 'blocks', name: 'Blocked buyers', to: '/blocks', within: '/reservations' },
      { page: 'moments', name: 'Any moment', to: '/moments', within: '/reservations' },
      { page: 'payments', name: 'Payments', to: '/payments', key: 'y' },
      { page: 'disputes', name: 'Disputes', to: '/disputes', within: '/payments', key: '9' },
      { page: 'balance-days', name: 'Daily balance', to: '/balance-days', within: '/payments', key: '7' },
      { page: 'stripe-events', name: 'Stripe’s events', to: '/stripe-events', within: '/payments' },
      { page: 'emails', name: 'Outbox', to: '/emails', key: 'o', count: 'failedEmails' },
      { page: 'mailings', name: 'Messages', to: '/mailings', within: '/emails' },
    ],
  },
  {
    name: 'Finance',
    pages: [
      { page: 'payables', name: 'Owed to consignors', to: '/payables', key: '8' },
      { page: 'payable-ages', name: 'Owed by age', to: '/payable-ages', within: '/payables' },
      { page: 'payout-runs', name: 'Payout runs', to: '/payout-runs', within: '/payables' },
      { page: 'bank-files', name: 'Bank files', to: '/bank-files', within: '/payables' },
      { page: 'tax-years', name: 'Tax forms', to: '/tax-years', within: '/payables' },
      { page: 'ledger-accounts', name: 'Books', to: '/ledger-accounts' },
      { page: 'ledger-entries', name: 'General ledger', to: '/ledger-entries', within: '/ledger-accounts' },
      { page: 'months', name: 'Months', to: '/months', within: '/ledger-accounts' },
      { page: 'journals', name: 'Journals', to: '/journals', within: '/ledger-accounts' },
      { page: 'reports', name: 'Reports', to: '/reports', within: '/ledger-accounts' },
      {
        page: 'scheduled-reports',
        name: 'Reports by email',
        to: '/scheduled-reports',
        within: '/ledger-accounts',
      },
      { page: 'exports', name: 'Exports', to: '/exports', within: '/ledger-accounts' },
      { page: 'tax-rules', name: 'Taxes', to: '/tax-rules', within: '/ledger-accounts' },
    ],
  },
  {
    name: 'Administration',
    pages: [
      { page: 'staff', name: 'Staff', to: '/staff', key: 'f' },
      { page: 'settings', name: 'Settings', to: '/settings', key: '0' },
      { page: 'email-templates', name: 'Emails', to: '/email-templates', within: '/settings' },
      { page: 'webhooks', name: 'Webhooks', to: '/webhooks', within: '/settings' },
      { page: 'api-keys', name: 'API keys', to: '/api-keys', within: '/settings' },
    ],
  },
  {
    name: 'Also yours',
    pages: [
      { page: 'audit', name: 'Audit log', to: '/audit', key: 'u' },
      { page: 'security-log', name: 'Security log', to: '/security-log', key: 'j' },
      { page: 'today', name: 'States', to: '/states', key: 'z' },
    ],
  },
];
