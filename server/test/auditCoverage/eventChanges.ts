/** Audit cases of changes of events by hand. */
import { changeEvent } from '../../src/eventChanges/index.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { buildEvent, buildGame } from '../factories/catalog.ts';
import { buildListing } from '../factories/listings.ts';
import { dayMs, fromNow } from '../factories/times.ts';
import { eventually, Fan } from '../fan.ts';
import { type Case, changes } from './case.ts';

const reason = 'The hall is flooded';

/** The cases. */
export const eventChangeCases: Case[] = [
  changes({ by: 'staff', route: 'PUT /admin/events/:id' }, async ({ app }) => {
    const { eventId, homeId, venueId } = await buildGame(app);
    const body = { name: 'Home opener', homeId, venueId, doorsMinutes: 60 };
    const entries = [{ what: 'event.change', subject: eventId, before: { doorsMinutes: null }, after: body }];
    return { path: `/admin/events/${eventId}`, body, entries };
  }),
  changes({ by: 'staff', route: 'POST /admin/events/:id/ticketTypes' }, async ({ app }) => {
    const eventId = await buildEvent(app);
    const ticketTypes = [{ name: 'VIP', priceAmount: 9_000, quantity: 50 }];
    const entries = [
      {
        what: 'event.addTicketTypes',
        subject: eventId,
        before: { ticketTypes: [] },
        after: { ticketTypes: ['VIP'] },
      },
    ];
    return { path: `/admin/events/${eventId}/ticketTypes`, body: { ticketTypes }, entries };
  }),
  changes({ by: 'staff', route: 'POST /admin/events/:id/changes' }, async ({ app }) => {
    const startsAt = fromNow(10 * dayMs);
    const eventId = await buildEvent(app, { startsAt });
    return {
      path: `/admin/events/${eventId}/changes`,
      body: { kind: 'postpone', reason, seen: { status: 'scheduled', startsAt } },
      entries: [
        {
          what: 'event.postpone',
          subject: eventId,
          reason,
          before: { status: 'scheduled' },
          after: { status: 'postponed', holdsEnded: 0 },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/eventChanges/:id/retry' }, async ({ app, running, idle }) => {
    const { id: listingId, eventId } = await buildListing(app);
    const order = await new Fan(running).buy(listingId, 1);
    const wanted = { eventId, kind: 'cancel' as const, startsAt: null, reason };
    const { id } = await inTransaction(app.db, (trx) =>
      changeEvent(trx, app.engine, wanted, { by: 'system', requestId: null }),
    );
    await eventually(
      'the order is refunded',
      async () => (await app.db('reservations').where({ id: order.id }).first()).state === 'refunded',
    );
    await idle();
    await app
      .db('event_change_orders')
      .where({ reservation_id: order.id })
      .update({ outcome: 'refused', why: 'The bank disputes it' });
    return {
      path: `/admin/eventChanges/${id}/retry`,
      entries: [{ what: 'eventChange.retry', subject: id, before: { failed: 1 }, after: { failed: 0 } }],
    };
  }),
];
