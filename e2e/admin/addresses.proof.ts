/** Every list of the back office, in addresses that nobody can read. */
import { testUnreadableAddresses } from './addresses.ts';

testUnreadableAddresses([
  ['/to-approve', 'To approve', 'rows'],
  ['/listings', 'Listings', 'rows'],
  ['/consignors', 'Consignors', 'rows'],
  ['/packages', 'Season packages', 'rows'],
  ['/events', 'Events', 'rows'],
  ['/imports', 'Imports', 'rows'],
  ['/percentages', 'Percentages', 'rows'],
  ['/price-rules', 'Price rules', 'none'],
  ['/bulk-runs', 'Bulk runs', 'none'],
  ['/matching', 'Events to match', 'none'],
  ['/feeds', 'Feeds', 'none'],
  ['/feeds/decisions', 'Games to decide', 'none'],
  ['/reservations', 'Reservations', 'rows'],
  ['/payments', 'Payments', 'rows'],
  ['/emails', 'Outbox', 'rows'],
  ['/disputes', 'Disputes', 'rows'],
  ['/balance-days', 'Daily balance', 'rows'],
  ['/stripe-events', 'Stripe’s events', 'rows'],
  ['/statistics', 'Statistics', 'rows'],
  ['/statistics/tickets', 'Sold tickets', 'rows'],
  ['/audit', 'Audit log', 'rows'],
  ['/jobs', 'Jobs that gave up', 'none'],
]);
