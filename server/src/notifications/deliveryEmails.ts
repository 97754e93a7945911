/** Emails about deliveries: to fans when tickets are sent and when they wait to be accepted, and to staff who must act. */
import { refusalNames, wayNames } from '@holdfast/shared/deliveries';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { goodTicketsOf, type Reservation } from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { DeliveriesMade } from '../deliveries/index.ts';
import { defineEmail, flag, type Letter, link, list, registered, text } from '../emailTemplates/index.ts';
import { orderLink } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query } from '../platform/db/index.ts';
import { fanDeliveryEmail, placesOf, replacedEmail, wayEmail } from './itemEmails.ts';
import { orderPlaceholders } from './orderFacts.ts';

/** Deliveries that one email names; the page has all. */
const mostDeliveries = 50;

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

type Write = (cause: string, reservationId: string | null, letter: Letter) => Promise<void>;

const pageOfDelivery = link('Opens it in the back office', 'https://tickets.example/admin/#/deliveries');

const refused = defineEmail({
  key: 'delivery.refused',
  kind: 'deliveryAlarm',
  name: 'A fan can’t accept tickets',
  to: 'staff',
  when: 'A fan says that they can’t accept the tickets that were sent, to each of consignment staff and support.',
  placeholders: {
    event: orderPlaceholders.event,
    order: orderPlaceholders.order,
    places: text('Which tickets', 'Section 140, row B, seats 3–4'),
    why: text('What the fan says', 'they aren’t in my account'),
    page: pageOfDelivery,
  },
  subject: 'Not accepted: {{event}}',
  text: `
{{places}}, order {{order}}.

The fan says: {{why}}.

[Open the back office]({{page}})
`,
});

const late = defineEmail({
  key: 'delivery.late',
  kind: 'deliveryAlarm',
  name: 'Tickets aren’t sent in time',
  to: 'staff',
  when: 'Tickets of an event are late, and once more as a last call before it, to each of consignment staff and support.',
  placeholders: {
    event: orderPlaceholders.event,
    when: orderPlaceholders.when,
    isLastCall: flag('Whether it is the last call'),
    tickets: text('How many aren’t sent, as the beginning of a sentence', '3 tickets aren’t'),
    deliveries: list(
      'Each delivery that is late, 50 at most',
      {
        order: text('Its order', 'HF-7K2M9Q'),
        tickets: text('How many tickets', '2 tickets'),
        consignor: text('Whose they are', 'Ridgeline Tickets'),
        way: text('How they are to come', 'Mobile transfer'),
      },
      [{ order: 'HF-7K2M9Q', tickets: '3 tickets', consignor: 'Ridgeline Tickets', way: 'Mobile transfer' }],
    ),
    more: text('How many more there are; empty where all are named', ''),
    page: pageOfDelivery,
  },
  subject:
    '{{#isLastCall}}Last call{{/isLastCall}}{{^isLastCall}}Late{{/isLastCall}}: {{tickets}} sent for {{event}}',
  text: `
It starts {{when}}.

{{#deliveries}}
- Order {{order}}: {{tickets}} of {{consignor}}, {{way}}.
{{/deliveries}}

{{#more}}
And {{more}} more, which the list shows.

{{/more}}
[Open the back office]({{page}})
`,
});

export const deliveryEmails = [registered(refused), registered(late)];

/** @returns handlers by the names of their jobs */
export function deliveryEmailJobs(
  app: AppContext,
  orderOf: (reservationId: string) => Promise<Reservation>,
  write: Write,
): Record<string, (payload: unknown) => Promise<void>> {
  const read = <T extends object>(text: string, values: unknown[]) =>
    inTransaction(app.db, (trx) => query<T>(trx, text, values));
  async function toStaff(cause: string, letterTo: (email: string) => Letter): Promise<void> {
    const staff = await read<{ email: string }>(
      `SELECT email FROM accounts_people_named WHERE roles && '{staff,support}' AND deactivated_at IS NULL ORDER BY email`,
      [],
    );
    for (const { email } of staff) await write(`${cause}/${email}`, null, letterTo(email));
  }
  const officePage = (path: string) => `${app.publicUrl}/admin/#${path}`;
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
        const values = {
          event: order.event.name,
          order: order.code,
          places: placesOf({ ...item, ...goodTicketsOf(item) }),
          why: refusalNames[refusal ?? 'other'],
          page: officePage(`/deliveries/${deliveryId}/show`),
        };
        await toStaff(cause, (email) => refused.letter(email, values));
        return;
      }
      if (kind === 'way') {
        await write(cause, order.id, wayEmail(order, item, orderLink(app, order.id)));
        return;
      }
      // It went on meanwhile: there is nothing to remind of.
      if (row.state !== 'sent') return;
      await write(cause, order.id, fanDeliveryEmail(order, item, kind, orderLink(app, order.id)));
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
      const more = rows.length - mostDeliveries;
      const values = {
        event: first.name,
        when: start.toFormat('cccc, LLLL d, yyyy, h:mm a ZZZZ'),
        isLastCall,
        tickets: tickets === 1 ? '1 ticket isn’t' : `${tickets} tickets aren’t`,
        deliveries: rows.slice(0, mostDeliveries).map(({ code, consignor_name, quantity, way }) => ({
          order: code,
          tickets: quantity === 1 ? '1 ticket' : `${quantity} tickets`,
          consignor: consignor_name,
          way: wayNames[way],
        })),
        more: more > 0 ? String(more) : null,
        page: officePage(`/deliveries?queue=overdue&eventId=${eventId}`),
      };
      await toStaff(cause, (email) => late.letter(email, values));
    },
  };
}
