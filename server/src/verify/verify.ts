/** Checks every invariant of domain.md over a whole database, as it stood at one instant. */
import type { Engine } from '../platform/actors/index.ts';
import type { Database } from '../platform/db/index.ts';
import { approvalInvariants } from './approvals.ts';
import { bookInvariants } from './books.ts';
import { caseInvariants } from './cases.ts';
import { catalogInvariants } from './catalog.ts';
import { closingInvariants } from './closing.ts';
import { consignorInvariants } from './consignors.ts';
import { handoverInvariants } from './handovers.ts';
import type { Invariant, Violation } from './invariant.ts';
import { inventoryInvariants } from './inventory.ts';
import { noticeInvariants } from './notices.ts';
import { orderInvariants } from './orders.ts';
import { owedInvariants } from './owed.ts';
import { payoutInvariants } from './payouts.ts';
import { receiptInvariants } from './receipts.ts';
import { replayInvariants } from './replays.ts';
import { statisticsInvariants } from './statistics.ts';
import { taxFormInvariants } from './taxForms.ts';
import { waitingListInvariants } from './waitingLists.ts';

export const invariants: Invariant[] = [
  ...inventoryInvariants,
  ...bookInvariants,
  ...replayInvariants,
  ...orderInvariants,
  ...statisticsInvariants,
  ...catalogInvariants,
  ...receiptInvariants,
  ...consignorInvariants,
  ...caseInvariants,
  ...payoutInvariants,
  ...owedInvariants,
  ...approvalInvariants,
  ...closingInvariants,
  ...taxFormInvariants,
  ...waitingListInvariants,
  ...handoverInvariants,
  ...noticeInvariants,
];

/** Of each step of a check; a check has a few. */
const memoryOfStep = '64MB';

/**
 * @param checked called after each invariant, with how long it took: a large database takes minutes
 * @returns every violation; the app may run meanwhile
 */
export async function verify(
  db: Database,
  engine: Engine,
  checked: (invariant: Invariant, violations: number, ms: number) => void = () => {},
): Promise<Violation[]> {
  return db.transaction(
    async (trx) => {
      // Each check reads whole tables, and joins and adds them up: in memory where there is room.
      await trx.raw(`SET LOCAL work_mem = '${memoryOfStep}'`);
      const violations: Violation[] = [];
      for (const invariant of invariants) {
        const begun = performance.now();
        const found = await invariant.check(trx, engine);
        for (const each of found) violations.push({ invariant: invariant.id, ...each });
        checked(invariant, found.length, performance.now() - begun);
      }
      return violations;
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}
