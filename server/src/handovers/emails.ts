/** The emails of a handover: to the friend, and to the sender. */
import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { HandoverMail } from '@holdfast/shared/handovers/machines';
import { z } from 'zod';
import { eventsById } from '../catalog/index.ts';
import { plainEmail, postEmail, startText } from '../notifications/index.ts';
import { orderLink } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { ticketIdsOf } from './answers.ts';
import { Handover } from './Handover.ts';
import { placeOfTicket, type TicketRow, ticketsOfOrder } from './ownTickets.ts';
import { handoverLink } from './token.ts';
import { type About, type Words, wordsToFriend, wordsToSender } from './words.ts';

const aboutMail = z.object({
  handoverId: z.string(),
  what: z.enum(['sent', 'accepted', 'declined', 'takenBack', 'lapsed', 'ended', 'voided', 'eventChanged']),
  version: z.int(),
  voided: z.int(),
});

/** @returns handlers by the names of their jobs */
export function handoverJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'handovers.mail': async (payload) => {
      const { handoverId, what, version, voided } = aboutMail.parse(payload);
      await inTransaction(app.db, async (trx) => {
        const handover = await Handover.query(trx).findById(handoverId);
        if (!handover) return;
        const event = (await eventsById(trx, [handover.eventId])).get(handover.eventId);
        if (!event) throw new Error(`${handover.eventId} is gone`);
        const ids = await ticketIdsOf(trx, handoverId);
        const tickets = (await ticketsOfOrder(trx, handover.reservationId)).filter(({ id }) =>
          ids.includes(id),
        );
        const about: About = {
          handover,
          count: ids.length,
          places: tickets.map(placeOfTicket),
          whereAndWhen: whereAndWhenOf(event),
          event,
          voided,
        };
        const cause = `handover/${handoverId}/${what}/${version}`;
        await mailFriend(trx, app, cause, what, about, tickets);
        await mailSender(trx, app, cause, what, about);
      });
    },
  };
}

const whereAndWhenOf = (event: CatalogEvent): string =>
  event.status === 'postponed'
    ? `${event.venue.name}, ${event.venue.city}. It is postponed, and the new date isn’t known yet.`
    : `${startText(event, event.venue.timeZone)}, ${event.venue.name}, ${event.venue.city}.`;

/** The order's fan mustn't find it among the order's emails: it has the friend's codes. */
async function mailFriend(
  trx: Trx,
  app: AppContext,
  cause: string,
  what: HandoverMail,
  about: About,
  tickets: readonly TicketRow[],
): Promise<void> {
  const { handover, event } = about;
  const theirs = tickets.filter(
    ({ holder_id: holderId, state }) => holderId === handover.id && state === 'sold',
  );
  const words = wordsToFriend(what, about, theirs.length);
  if (words === null) return;
  await postEmail(
    trx,
    `${cause}/friend`,
    null,
    plainEmail({
      kind: kinds[what],
      to: handover.toEmail,
      subject: subjectOf(words, event),
      paragraphs: words.lines,
      link: { text: words.link, url: handoverLink(app, handover.id) },
      tickets:
        what === 'accepted'
          ? theirs.map((ticket) => ({ place: placeOfTicket(ticket), code: ticket.code }))
          : [],
    }),
  );
}

async function mailSender(
  trx: Trx,
  app: AppContext,
  cause: string,
  what: HandoverMail,
  about: About,
): Promise<void> {
  const { handover, event } = about;
  const words = wordsToSender(what, about);
  if (words === null) return;
  const { to, url } = await senderOf(trx, app, handover);
  await postEmail(
    trx,
    `${cause}/sender`,
    handover.fromId === null ? handover.reservationId : null,
    plainEmail({
      kind: kinds[what],
      to,
      subject: subjectOf(words, event),
      paragraphs: words.lines,
      link: { text: words.link, url },
    }),
  );
}

const subjectOf = ({ title }: Words, { name }: CatalogEvent): string => `${title}: ${name}`;

/** The order's fan, or who was sent the tickets before; an empty address gets no email. */
async function senderOf(
  trx: Trx,
  app: AppContext,
  { fromId, reservationId }: Handover,
): Promise<{ to: string; url: string }> {
  if (fromId !== null) {
    const from = await Handover.query(trx).findById(fromId).throwIfNotFound();
    return { to: from.toEmail, url: handoverLink(app, fromId) };
  }
  const [order] = await queryPrepared<{ email: string | null }>(
    trx,
    'SELECT email FROM reservations_orders WHERE id = $1',
    [reservationId],
  );
  return { to: order?.email ?? '', url: orderLink(app, reservationId) };
}

const kinds: Record<HandoverMail, string> = {
  sent: 'handoverSent',
  accepted: 'handoverAccepted',
  declined: 'handoverOver',
  takenBack: 'handoverOver',
  lapsed: 'handoverOver',
  ended: 'handoverOver',
  voided: 'handoverVoided',
  eventChanged: 'handoverEvent',
};
