/** What a mailing's text is filled with, for one of those who get it. */
import type { MailingAudience } from '@holdfast/shared/mailings';
import { goodTicketsOf } from '@holdfast/shared/reservations';
import { eventsById } from '../catalog/index.ts';
import type { Letter } from '../emailTemplates/index.ts';
import { orderPlaces, startText } from '../notifications/index.ts';
import { orderLink, readOrder } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';
import { toBuyers, toConsignors } from './templates.ts';

/**
 * @param recipientId of an order, or of a consignor
 * @returns null where they can't be written to any more: their address was erased, or the order was refunded
 */
export function letterTo(
  app: AppContext,
  audience: MailingAudience,
  recipientId: string,
): Promise<Letter | null> {
  return audience.to === 'buyers'
    ? letterToBuyer(app, recipientId)
    : letterToConsignor(app, audience, recipientId);
}

async function letterToBuyer(app: AppContext, reservationId: string): Promise<Letter | null> {
  const order = await readOrder(app, reservationId);
  if (!order.email || order.state !== 'paid') return null;
  const held = order.items
    .map((item) => ({ ...item, ...goodTicketsOf(item) }))
    .filter(({ quantity }) => quantity > 0);
  const [due] = await inTransaction(app.db, (trx) =>
    queryPrepared(
      trx,
      'SELECT 1 AS due FROM deliveries_made WHERE reservation_id = $1 AND delivery_is_tosend(state) LIMIT 1',
      [reservationId],
    ),
  );
  return toBuyers.letter(order.email, {
    event: order.event.name,
    when: startText(order.event, order.event.venue.timeZone),
    venue: order.event.venue.name,
    city: order.event.venue.city,
    order: order.code,
    tickets: held.map(orderPlaces).join('; '),
    isDue: due !== undefined,
    orderLink: orderLink(app, order.id),
  });
}

async function letterToConsignor(
  app: AppContext,
  { eventId }: Extract<MailingAudience, { to: 'consignors' }>,
  consignorId: string,
): Promise<Letter | null> {
  return inTransaction(app.db, async (trx) => {
    const [consignor] = await queryPrepared<{ name: string; email: string }>(
      trx,
      'SELECT name, email FROM consignors_named WHERE id = $1 AND deactivated_at IS NULL AND merged_into IS NULL',
      [consignorId],
    );
    if (!consignor?.email) return null;
    const event = eventId === null ? undefined : (await eventsById(trx, [eventId])).get(eventId);
    return toConsignors.letter(consignor.email, {
      name: consignor.name,
      event: event?.name ?? null,
      when: event ? startText(event, event.venue.timeZone) : null,
      sellingPage: `${app.publicUrl}/selling`,
    });
  });
}
