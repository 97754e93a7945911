/** Of each kind of list one, in addresses that nobody can read: a grid, a table, a page of its own, and one without rows. */
import { testUnreadableAddresses } from './addresses.ts';

testUnreadableAddresses([
  ['/to-approve', 'To approve', 'rows'],
  ['/consignors', 'Consignors', 'rows'],
  ['/statistics', 'Statistics', 'rows'],
  ['/jobs', 'Jobs that gave up', 'none'],
]);
