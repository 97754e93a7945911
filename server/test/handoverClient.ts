/** Fans who send tickets to friends, in tests. */
import type { Handover, Sending } from '@holdfast/shared/handovers';
import { buildEvent } from './factories/catalog.ts';
import { buildListing } from './factories/listings.ts';
import { fromNow, hourMs } from './factories/times.ts';
import { Fan } from './fan.ts';
import type { TestApp } from './runningApp.ts';
import { emailsTo } from './waitingClient.ts';

/** What a refused request answers, too. */
export type Refused = { code: string; detail: string; errors: Array<{ field: string; message: string }> };

/** A guest with an order of an own event that begins soon. @returns their order with its codes */
export async function withTickets(
  app: TestApp,
  { quantity = 2, startsAt = fromNow(3 * hourMs), fan = new Fan(app) } = {},
) {
  const eventId = await buildEvent(app.context, { startsAt });
  const { id: listingId } = await buildListing(app.context, { eventId, quantity: 9 });
  const order = await fan.buy(listingId, quantity);
  const tickets = order.items.flatMap((item) => item.tickets);
  const path = `/reservations/${order.id}/handovers`;
  return {
    eventId,
    fan,
    order,
    path,
    ticketIds: tickets.map(({ id }) => id),
    codes: tickets.map(({ code }) => code as string),
    /** Sends tickets, all of them unless said. */
    send: (toEmail: string, more: object = {}) =>
      fan.ask<Sending & Refused>('POST', path, {
        ticketIds: tickets.map(({ id }) => id),
        toName: 'Ana',
        toEmail,
        fromName: 'Bea',
        ...more,
      }),
    sending: async () => (await fan.ask<Sending>('GET', path)).body,
    takeBack: (handoverId: string | undefined) =>
      fan.ask<Sending & Refused>('POST', `${path}/take-back`, { handoverId }),
  };
}

/** The secret of a link in an email's text. */
export const handoverTokenIn = (text: string): string => /\/tickets#(hnd_\w+\.[\w-]+)/.exec(text)?.[1] ?? '';

/** A friend with the link of the newest email that sent them tickets. */
export async function friendOf(app: TestApp, email: string, browser = new Fan(app)) {
  const token = handoverTokenIn((await emailsTo(app, email, 1, 'handoverSent')).at(-1)?.text_body ?? '');
  const says = (verb: string, more: object = {}) =>
    browser.ask<Handover & Refused>('POST', `/handovers/${verb}`, { token, ...more });
  return { browser, token, says, now: async () => (await says('open')).body };
}
