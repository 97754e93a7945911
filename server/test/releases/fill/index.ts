/**
 * Fills a small database through the product, with a row in every table and an actor in every state in which
 * it can rest.
 */
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { addToSums } from '../../../src/accounting/index.ts';
import { readMarket } from '../../../src/listings/index.ts';
import { foldStays, messageTo } from '../../../src/platform/actors/index.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { issueAll } from '../../../src/receipts/index.ts';
import { compareStatistics, freezeBegunEvents } from '../../../src/statistics/index.ts';
import { foldHolds } from '../../../src/stats/index.ts';
import { testAppContext } from '../../appContext.ts';
import { buildEvent } from '../../factories/catalog.ts';
import { buildHold } from '../../factories/holds.ts';
import { buildListing } from '../../factories/listings.ts';
import { fromNow } from '../../factories/times.ts';
import { eventually, Fan } from '../../fan.ts';
import { somebody } from '../../people.ts';
import { startTestApp, type TestApp } from '../../runningApp.ts';
import { testPort } from '../../testPort.ts';
import { fillAccounts, fillSetUp } from './accounts.ts';
import { fillAdvances } from './advances.ts';
import { fillApprovals } from './approvals.ts';
import { fillBalance } from './balance.ts';
import { fillClosedMonth, postGoodwill } from './bank.ts';
import { fillCases } from './cases.ts';
import { fillChannels } from './channels.ts';
import { fillConnect } from './connect.ts';
import { fillContent } from './content.ts';
import { fillDeliveries } from './deliveries.ts';
import { fillDisputes } from './disputes.ts';
import { fillEmailTexts } from './emailTexts.ts';
import { fillExports } from './exports.ts';
import { fillFeeds } from './feeds.ts';
import { fillGate, fillStripeKeys } from './gate.ts';
import { fillHandovers } from './handovers.ts';
import { fillImports } from './imports.ts';
import { fillListings } from './listings.ts';
import { nothingDue } from './nothingDue.ts';
import { fillNotices } from './notices.ts';
import { fillOrders } from './orders.ts';
import { fillPayouts } from './payouts.ts';
import { missingStates } from './states.ts';
import { fillTaxes } from './taxes.ts';
import { fillTaxYear } from './taxYear.ts';
import { fillWaitingLists } from './waitingLists.ts';
import { fillWebhooks } from './webhooks.ts';

/**
 * Fills an empty, migrated database in some five minutes, three of which it waits for an event.
 * @throws Error when a request is refused or an invariant is broken
 */
export async function fillDatabase(url: string): Promise<void> {
  await fillSetUp(url);
  // Holds are counted, and none is refused.
  // Passkeys need a name, not a number.
  const port = String(await testPort());
  const publicUrl = `http://localhost:${port}`;
  const running = await startTestApp(
    {
      PORT: port,
      PUBLIC_URL: publicUrl,
      HOLDS_PER_FAN: '100000',
      HOLDS_PER_NETWORK: '100000',
      FANS_PER_CARD: '100000',
    },
    { url, drop: async () => {} },
  );
  try {
    const { who: staff, id: staffId } = await somebody(running, ['staff', 'finance'], { name: 'Ann Keller' });
    await fillOrders(running);
    await fillDeliveries(running);
    await fillDisputes(running);
    await fillApprovals(running);
    await fillAdvances(running);
    await fillTaxYear(running, staffId);
    await fillPayouts(running);
    await fillClosedMonth(running);
    await fillConnect(running);
    await fillListings(running, staff, staffId);
    await fillImports(running, staff);
    await fillTaxes(running);
    await fillFeeds(running, staff);
    await fillAccounts(running, publicUrl);
    await fillGate(running);
    await fillExports(running);
    await fillWaitingLists(running);
    await fillHandovers(running);
    await fillWebhooks(running);
    await fillNotices(running);
    await fillEmailTexts(running);
    await fillContent(running);
    await fillChannels(running);
    await beginEvent(running);
    // A refused sign-in is counted in `rate_limits`.
    await new Fan(running).signIn('nobody@example.com', 'not the password');
    await inTransaction(running.context.db, readMarket);
    await foldHolds(running.context.db, 'listings_offered');
    await compareStatistics(running.context.db);
    await nothingDue(running.context);
    await fillBalance(running);
    await issueAll(running.context.db);
    await fillCases(running);
    await foldStays(running.context.db);
    await addToSums(running.context.db);
    await running.verify();
    await fillStripeKeys(running);
    const missing = await missingStates(running.context);
    if (missing.length > 0)
      throw new Error(`Nothing is ${missing.join(', or ')}: let this folder make some.`);
  } finally {
    await running.close();
  }
  await leaveUncounted(url);
}

/** An event that starts: its listing ends by its timer, and the statistics store its figures. */
async function beginEvent(running: TestApp): Promise<void> {
  const startsAt = fromNow(8_000);
  const { id } = await buildListing(running.context, {
    eventId: await buildEvent(running.context, { startsAt }),
  });
  await new Fan(running).buy(id, 1);
  await eventually(
    'its listing ends',
    async () => (await running.context.db('listings').where({ id }))[0]?.state === 'ended',
    60_000,
  );
  await freezeBegunEvents(running.context.db);
}

/** A hold, a booking and a payout that comes back while no worker runs: they stay in what the worker hasn't added up. */
async function leaveUncounted(url: string): Promise<void> {
  const app = await testAppContext(url);
  try {
    const { id, consignorId } = await buildListing(app, { seats: [1, 2, 3, 4] });
    await buildHold(app, [{ listingId: id, quantity: 2 }]);
    await postGoodwill(app.db, consignorId, new Date().toISOString());
    const [paid] = await app
      .db('payouts')
      .where({ state: 'paid' })
      .whereRaw(`snapshot #>> '{context,way}' <> 'stripe'`)
      .orderBy('id')
      .limit(1);
    await inTransaction(app.db, (trx) =>
      app.engine.apply(trx, [
        messageTo(payoutMachine, paid.id, { type: 'return', why: 'The account was closed' }, { by: 'test' }),
      ]),
    );
  } finally {
    await app.close();
  }
}
