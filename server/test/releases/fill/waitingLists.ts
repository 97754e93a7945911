import { waitingMachine } from '@holdfast/shared/waitingLists/machines';
import { messageTo } from '../../../src/platform/actors/index.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { buildEvent } from '../../factories/catalog.ts';
import { buildListing } from '../../factories/listings.ts';
import { Fan } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { inLine, join } from '../../waitingClient.ts';

/** Fans in line: one has an offer, one declined, one bought; others left, were taken off, or aren't confirmed. */
export async function fillWaitingLists(running: TestApp): Promise<void> {
  const { context } = running;
  const eventId = await buildEvent(context);
  const buyer = await inLine(running, eventId, 2, 50_000);
  const declines = await inLine(running, eventId, 2);
  const offered = await inLine(running, eventId, 2);
  await inLine(running, eventId, 3);
  for (const seats of [
    [1, 2],
    [5, 6],
    [9, 10],
  ])
    await buildListing(context, { eventId, seats });
  const { offer } = await buyer.until('offered');
  const { body } = await buyer.says('take', { offerId: offer?.id });
  await buyer.fan.pay(body.reservationId);
  await buyer.until('bought');
  const { offer: refused } = await declines.until('offered');
  await offered.until('offered');
  await declines.says('decline', { offerId: refused?.id });

  const left = await inLine(running, eventId, 4);
  await left.says('leave');
  const removed = await inLine(running, eventId, 4);
  const support = await signedIn(running, 'support');
  await support.ask('POST', `/admin/waiting-list-entries/${removed.entryId}/remove`, {
    reason: 'Resells tickets',
    version: 1,
  });
  const ended = await inLine(running, eventId, 4);
  await inTransaction(context.db, (trx) =>
    context.engine.apply(trx, [
      messageTo(waitingMachine, ended.entryId, { type: 'end', why: 'started' }, { by: 'system' }),
    ]),
  );
  await join(new Fan(running), eventId, { size: 1, email: 'unconfirmed@example.com' });
  // Alerts: on a price, and on a search.
  await left.fan.ask('POST', `/events/${eventId}/price-alerts`, { size: 2, limitAmount: 5_000 });
  await left.fan.ask('POST', '/search-alerts', { search: 'city=Pittsburgh&onSale=true' });
}
