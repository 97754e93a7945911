import { planNow } from '../consignors/index.ts';
import { rulesOfFew } from '../pricing/index.ts';

/**
 * SQL of the percentages in force for each listing `l` of an event `e`. Rules are few: joined as a set, not looked up for each
 * listing.
 */
export const listingRules = rulesOfFew({
  listingId: 'l.id',
  eventId: 'l.event_id',
  teamId: 'e.home_id',
  packageId: 'l.package_id',
  consignorId: 'l.consignor_id',
  plan: planNow('l.consignor_id'),
});
