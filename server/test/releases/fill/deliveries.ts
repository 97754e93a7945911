/** Fills deliveries in every state but refunded, which the refunded orders have; with a file and a barcode. */
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
    return { fan, order, id: tracking?.id ?? '', ticketId: tickets[0]?.id ?? '' };
  };
  const act = async (who: Fan, path: string, body: object | Uint8Array) => {
    const { status, body: answer } = await who.ask('POST', path, body);
    if (status >= 300) throw new Error(`${path} answered ${status} ${JSON.stringify(answer)}`);
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
  const failed = await made();
  const failure = { version: 1, fault: 'consignor', reason: 'Sold twice' };
  await act(staff, `/admin/deliveries/${failed.id}/fail`, failure);
}
