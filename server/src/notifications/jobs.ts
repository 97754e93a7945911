import { z } from 'zod';
import type { House } from '../platform/house.ts';
import { getReservation, type NewestPayments, orderLink } from '../reservations/index.ts';
import { createDeliver } from './deliver.ts';
import { holdBrokenLetter, orderLetter, refundLetter, rejectedLetter } from './templates.ts';

const aboutReservation = z.object({ reservationId: z.string(), cause: z.string().optional() });
const aboutListing = z.object({
  listingId: z.string(),
  version: z.int(),
  kind: z.enum(['reject', 'return']).default('reject'),
  reason: z.string().nullish(),
});

export function notificationJobs(
  house: House,
  newestPayments: NewestPayments,
): Record<string, (payload: unknown) => Promise<void>> {
  const deliver = createDeliver(house);
  const orderOf = (reservationId: string) => getReservation(house.db, reservationId, newestPayments);
  return {
    async 'notifications.mailOrder'(payload) {
      const { reservationId } = aboutReservation.parse(payload);
      const order = await orderOf(reservationId);
      await deliver(
        `order/${reservationId}`,
        reservationId,
        orderLetter(order, orderLink(house, reservationId)),
      );
    },
    async 'notifications.mailRefund'(payload) {
      const { reservationId } = aboutReservation.parse(payload);
      await deliver(`refund/${reservationId}`, reservationId, refundLetter(await orderOf(reservationId)));
    },
    async 'notifications.mailHoldBroken'(payload) {
      const { reservationId, cause } = aboutReservation.parse(payload);
      const letter = holdBrokenLetter(await orderOf(reservationId), cause ?? 'a mistake of ours');
      await deliver(`holdBroken/${reservationId}`, reservationId, letter);
    },
    async 'notifications.mailListing'(payload) {
      const { listingId, version, kind, reason } = aboutListing.parse(payload);
      const row = await house
        .db('listings as l')
        .join('consignors as c', 'c.id', 'l.consignor_id')
        .join('events as e', 'e.id', 'l.event_id')
        .where('l.id', listingId)
        .first('c.email', 'e.name', 'l.section', 'l.row', 'l.seats', 'l.ticket_type');
      if (!row) return;
      const place = row.section
        ? `section ${row.section}, row ${row.row}, seats ${row.seats.join(', ')}`
        : row.ticket_type;
      const letter = rejectedLetter({
        to: row.email,
        label: `${row.name}, ${place}`,
        reason: reason ?? 'no reason was given',
        returned: kind === 'return',
      });
      await deliver(`listing/${listingId}/${version}`, null, letter);
    },
  };
}
