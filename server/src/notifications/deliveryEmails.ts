/** Emails about deliveries: to fans when tickets are sent and when they wait to be accepted, and to staff who must act. */
import { refusalNames, wayNames } from '@holdfast/shared/deliveries';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { goodTicketsOf, type Reservation, type ReservationItem } from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { DeliveriesMade } from '../deliveries/index.ts';
import { orderLink } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query } from '../platform/db/index.ts';
import { escapeHtml } from '../platform/escapeHtml.ts';
import { itemText, placesOf, replacedEmail, wayEmail } from './itemEmails.ts';
import { type Email, page, whenOf } from './templates.ts';

const aboutDelivery = z.object({
  deliveryId: z.string(),
  version: z.int(),
  kind: z.enum(['sent', 'reminder', 'refused', 'way']),
});
const aboutReplaced = z.object({
  deliveryId: z.string(),
  reservationId: z.string(),
  listingId: z.string(),
  why: z.string(),
});
const aboutAlarm = z.object({ eventId: z.string(), isLastCall: z.boolean(), cause: z.string() });

type Write = (cause: string, reservationId: string | null, email: Email) => Promise<void>;

const titles = {
  sent: 'Your tickets were sent',
  reminder: 'Do you have your tickets?',
} as const;

function fanEmail(order: Reservation, item: ReservationItem, kind: 'sent' | 'reminder', link: string): Email {
  const title = `${titles[kind]}: ${order.event.name}`;
  const lines = [
    placesOf({ ...item, ...goodTicketsOf(item) }),
    whenOf(order),
    itemText(order, item),
    'Tell us on your order’s page that you have them, or that you can’t accept them.',
  ];
  const button = `<p style="margin:18px 0 0"><a href="${escapeHtml(link)}" style="color:#0d4d3a;font-weight:700">Open your order</a></p>`;
  return {
    kind: kind === 'sent' ? 'deliverySent' : 'deliveryReminder',
    to: order.email ?? '',
    subject: title,
    text: [title, '', ...lines, '', `Your order: ${link}`].join('\n'),
    html: page(title, lines.map(escapeHtml), button),
  };
}

/** An email to each of the staff who make deliveries; an address gets it once per cause. */
function staffEmail(to: string, title: string, lines: string[], link: string): Email {
  const button = `<p style="margin:18px 0 0"><a href="${escapeHtml(link)}" style="color:#0d4d3a;font-weight:700">Open the back office</a></p>`;
  return {
    kind: 'deliveryAlarm',
    to,
    subject: title,
    text: [title, '', ...lines, '', link].join('\n'),
    html: page(title, lines.map(escapeHtml), button),
  };
}

/** @returns handlers by the names of their jobs */
export function deliveryEmailJobs(
  app: AppContext,
  orderOf: (reservationId: string) => Promise<Reservation>,
  write: Write,
): Record<string, (payload: unknown) => Promise<void>> {
  const read = <T extends object>(text: string, values: unknown[]) =>
    inTransaction(app.db, (trx) => query<T>(trx, text, values));
  async function toStaff(cause: string, title: string, lines: string[], path: string): Promise<void> {
    const staff = await read<{ email: string }>(
      `SELECT email FROM accounts_people_named WHERE roles && '{staff,support}' AND deactivated_at IS NULL ORDER BY email`,
      [],
    );
    for (const { email } of staff)
      await write(
        `${cause}/${email}`,
        null,
        staffEmail(email, title, lines, `${app.publicUrl}/admin/#${path}`),
      );
  }
  return {
    async 'notifications.mailDelivery'(payload) {
      const { deliveryId, version, kind } = aboutDelivery.parse(payload);
      const [row] = await read<DeliveriesMade>('SELECT * FROM deliveries_made WHERE id = $1', [deliveryId]);
      if (!row) throw new Error(`${deliveryId} is gone`);
      const order = await orderOf(row.reservation_id);
      const item = order.items.find(({ listingId }) => listingId === row.listing_id);
      // Other tickets came in its place meanwhile, of which another email tells.
      if (!item) return;
      const cause = `delivery/${deliveryId}/${version}/${kind}`;
      if (kind === 'refused') {
        const { refusal } = app.engine.contextOf(deliveryMachine, row);
        const why = refusalNames[refusal ?? 'other'];
        const lines = [
          `${placesOf({ ...item, ...goodTicketsOf(item) })}, order ${order.code}.`,
          `The fan says: ${why}.`,
        ];
        await toStaff(cause, `Not accepted: ${order.event.name}`, lines, `/deliveries/${deliveryId}/show`);
        return;
      }
      if (kind === 'way') {
        await write(cause, order.id, wayEmail(order, item, orderLink(app, order.id)));
        return;
      }
      // It went on meanwhile: there is nothing to remind of.
      if (row.state !== 'sent') return;
      await write(cause, order.id, fanEmail(order, item, kind, orderLink(app, order.id)));
    },
    async 'notifications.mailReplaced'(payload) {
      const { deliveryId, reservationId, listingId, why } = aboutReplaced.parse(payload);
      const order = await orderOf(reservationId);
      const item = order.items.find((each) => each.listingId === listingId);
      // Those were replaced too, or the order was refunded: another email tells of it.
      if (!item || order.state !== 'paid') return;
      await write(
        `replaced/${deliveryId}`,
        reservationId,
        replacedEmail(order, item, why, orderLink(app, reservationId)),
      );
    },
    async 'notifications.mailDeliveryAlarm'(payload) {
      const { eventId, isLastCall, cause } = aboutAlarm.parse(payload);
      const rows = await read<{
        name: string;
        starts_at: Date;
        time_zone: string;
        code: string;
        consignor_name: string;
        quantity: number;
        way: keyof typeof wayNames;
      }>(
        `SELECT e.name, e.starts_at, e.time_zone, r.code, c.name AS consignor_name, d.quantity, d.way
         FROM deliveries_made d JOIN catalog_events_named e ON e.id = d.event_id JOIN reservations_orders r ON r.id = d.reservation_id
         JOIN consignors_named c ON c.id = d.consignor_id
         WHERE d.event_id = $1 AND d.state = 'overdue' ORDER BY d.due_by, d.id`,
        [eventId],
      );
      const [first] = rows;
      // All were sent meanwhile.
      if (!first) return;
      const start = DateTime.fromJSDate(first.starts_at, { zone: first.time_zone });
      const tickets = rows.reduce((sum, { quantity }) => sum + quantity, 0);
      const title = `${isLastCall ? 'Last call' : 'Late'}: ${tickets === 1 ? '1 ticket isn’t' : `${tickets} tickets aren’t`} sent for ${first.name}`;
      const shown = rows
        .slice(0, 50)
        .map(
          ({ code, consignor_name, quantity, way }) =>
            `Order ${code}: ${quantity === 1 ? '1 ticket' : `${quantity} tickets`} of ${consignor_name}, ${wayNames[way]}.`,
        );
      const more = rows.length - shown.length;
      const lines = [
        `It starts ${start.toFormat('cccc, LLLL d, yyyy, h:mm a ZZZZ')}.`,
        ...shown,
        ...(more > 0 ? [`And ${more} more, which the list shows.`] : []),
      ];
      await toStaff(cause, title, lines, `/deliveries?queue=overdue&eventId=${eventId}`);
    },
  };
}
