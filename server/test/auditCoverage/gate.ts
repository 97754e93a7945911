/** Audit cases of the gate of our own events. */
import { buildEvent } from '../factories/catalog.ts';
import { buildListing } from '../factories/listings.ts';
import { fromNow, hourMs } from '../factories/times.ts';
import { Fan } from '../fan.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

/** The scan of a ticket of an event that begins soon. */
async function scanOf(bench: Bench) {
  const eventId = await buildEvent(bench.app, { startsAt: fromNow(3 * hourMs) });
  const { id } = await buildListing(bench.app, { eventId });
  const order = await new Fan(bench.running).buy(id, 1);
  await bench.idle();
  const ticket = order.items[0]?.tickets[0];
  return {
    eventId,
    ticketId: ticket?.id,
    path: `/gate/events/${eventId}/scans`,
    body: { code: ticket?.code, gate: 'Main entrance' },
  };
}

/** The cases. */
export const gateCases: Case[] = [
  changes({ by: 'gate', route: 'POST /gate/events/:id/scans' }, async (bench) => {
    const { path, body, eventId, ticketId } = await scanOf(bench);
    return {
      path,
      body,
      entries: [
        {
          what: 'admission.admit',
          subject: ticketId as string,
          before: null,
          after: { eventId, gate: 'Main entrance' },
        },
      ],
    };
  }),
  changes({ by: 'support', route: 'POST /gate/admissions/:id/undo' }, async (bench) => {
    const { path, body, ticketId } = await scanOf(bench);
    const { admission } = await bench.does<{ admission: { id: string } }>('gate', 'POST', path, body);
    const reason = 'The wrong ticket was scanned';
    return {
      path: `/gate/admissions/${admission.id}/undo`,
      body: { reason },
      entries: [
        {
          what: 'admission.undo',
          subject: ticketId as string,
          reason,
          before: { gate: 'Main entrance', undone: false },
          after: { undone: true },
        },
      ],
    };
  }),
];
