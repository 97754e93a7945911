/** Fills deliveries in every state but refunded, which the refunded orders have; with a file and a barcode. */
import type { DeliveryRemedies, ReplacementOffer } from '@holdfast/shared/deliveries';
import qrcode from 'qrcode';
import { buildGame } from '../../factories/catalog.ts';
import { buildListing, type ListingOptions } from '../../factories/listings.ts';
import { dayMs, fromNow } from '../../factories/times.ts';
import { eventually, Fan } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';

/** Orders of games by new fans, and what staff and fans do with their deliveries. */
export async function fillDeliveries(running: TestApp): Promise<void> {
  const staff = await signedIn(running, 'staff', 'Femi Okafor');
  const made = async (options: ListingOptions = {}, startsAt = fromNow(20 * dayMs)) => {
    const { eventId } = await buildGame(running.context, { startsAt });
    const fan = new Fan(running);
    const order = await fan.buy((await buildListing(running.context, { eventId, ...options })).id, 1);
    const { tracking, tickets = [] } = order.items[0] ?? {};
    return { fan, eventId, order, id: tracking?.id ?? '', ticketId: tickets[0]?.id ?? '' };
  };
  const sent = async (options: ListingOptions = {}) => {
    const { fan, order, id, ticketId } = await made(options);
    const proof =
      options.deliveryWay === 'barcode'
        ? { barcodes: [{ ticketId, code: '4711001' }] }
        : { reference: 'TM-1' };
    await act(staff, `/admin/deliveries/${id}/send`, { version: 1, ...proof });
    return { fan, path: `/reservations/${order.id}/deliveries/${id}` };
  };
  await made();
  await made({ inHandOn: fromNow(5 * dayMs).slice(0, 10) });
  const late = await made({}, fromNow(3 * 3_600_000));
  await eventually('it is late', async () => {
    const row = await running.context.db('deliveries').where({ id: late.id }).first('state');
    return row?.state === 'overdue';
  });
  const withFile = await made({ deliveryWay: 'file' });
  const picture = await qrcode.toBuffer('4711002');
  await act(staff, `/admin/deliveries/${withFile.id}/files?name=ticket.png`, picture);
  await sent({ deliveryWay: 'barcode' });
  const received = await sent();
  await act(received.fan, `${received.path}/receive`, {});
  const refused = await sent();
  await act(refused.fan, `${refused.path}/refuse`, { cause: 'notArrived', note: 'Nothing is in the app' });
  await replaced(running, staff, await made({ row: 'F' }));
  const failed = await made();
  const failure = { version: 1, fault: 'consignor', reason: 'Sold twice' };
  await act(staff, `/admin/deliveries/${failed.id}/fail`, failure);
}

/** Other tickets take the place of those that failed. */
async function replaced(
  running: TestApp,
  staff: Fan,
  { eventId, id }: { eventId: string; id: string },
): Promise<void> {
  await buildListing(running.context, { eventId, row: 'C' });
  await act(staff, `/admin/deliveries/${id}/fail`, { version: 1, fault: 'consignor', reason: 'Sold twice' });
  const { body } = await staff.ask<DeliveryRemedies>('GET', `/admin/deliveries/${id}/remedies`);
  const { listingId, seats, cost } = body.offers[0] as ReplacementOffer;
  const replacement = { version: 2, fault: 'consignor', reason: 'Sold twice', listingId, seats, cost };
  await act(staff, `/admin/deliveries/${id}/replace`, replacement);
}

async function act(who: Fan, path: string, body: object | Uint8Array): Promise<void> {
  const { status, body: answer } = await who.ask('POST', path, body);
  if (status >= 300) throw new Error(`${path} answered ${status} ${JSON.stringify(answer)}`);
}
