/** What somebody of the staff looks after, over all rooms in which records have an owner. */
import type { StaffWork } from './accounts/index.ts';
import { deliveriesOwned, handOverDeliveries } from './deliveries/index.ts';
import { entriesOwned, handOverEntries } from './feeds/index.ts';
import { handOverImports, importsOwned } from './imports/index.ts';
import { handOverListings, workOf } from './listings/index.ts';

export const staffWork: StaffWork = {
  async count(trx, personId) {
    const { listings, priceRules } = await workOf(trx, personId);
    const imports = await importsOwned(trx, personId);
    const deliveries = await deliveriesOwned(trx, personId);
    return { listings, priceRules, imports, deliveries, feedEntries: await entriesOwned(trx, personId) };
  },
  async handOver(trx, from, to, principal) {
    await handOverListings(trx, from, to, principal);
    await handOverImports(trx, from, to, principal);
    await handOverDeliveries(trx, from, to, principal);
    await handOverEntries(trx, from, to, principal);
  },
};
