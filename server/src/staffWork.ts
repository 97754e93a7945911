/** What somebody of the staff looks after, over all rooms in which records have an owner. */
import { requireColleague, type StaffWork } from './accounts/index.ts';
import { casesOwned, handOverCases, requireCaseWorker } from './cases/index.ts';
import { deliveriesOwned, handOverDeliveries } from './deliveries/index.ts';
import { entriesOwned, handOverEntries } from './feeds/index.ts';
import { handOverImports, importsOwned } from './imports/index.ts';
import { handOverListings, workOf } from './listings/index.ts';

export const staffWork: StaffWork = {
  async count(trx, personId) {
    const { listings, priceRules } = await workOf(trx, personId);
    const imports = await importsOwned(trx, personId);
    const deliveries = await deliveriesOwned(trx, personId);
    const feedEntries = await entriesOwned(trx, personId);
    return { listings, priceRules, imports, deliveries, feedEntries, cases: await casesOwned(trx, personId) };
  },
  async handOver(trx, from, to, principal) {
    await handOverListings(trx, from, to, principal);
    await handOverImports(trx, from, to, principal);
    await handOverDeliveries(trx, from, to, principal);
    await handOverEntries(trx, from, to, principal);
    await handOverCases(trx, from, to, principal);
  },
  async requireReceiver(trx, from, to) {
    const { cases: _, ...ofStaff } = await staffWork.count(trx, from);
    // Who has nothing but cases may be followed by support or finance.
    if (Object.values(ofStaff).some((count) => count > 0)) await requireColleague(trx, to);
    else await requireCaseWorker(trx, to);
  },
};
