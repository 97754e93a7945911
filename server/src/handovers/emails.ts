/** The emails of a handover: to the friend, and to the sender. */
import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { HandoverMail } from '@holdfast/shared/handovers/machines';
import { z } from 'zod';
import { eventsById } from '../catalog/index.ts';
import { type FindLatest, type Letter, type RegisteredEmail, registered } from '../emailTemplates/index.ts';
import { postEmail, startText } from '../notifications/index.ts';
import { orderLink } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { ticketIdsOf } from './answers.ts';
import { toFriend } from './friendTemplates.ts';
import { Handover } from './Handover.ts';
import { placeOfTicket, type TicketRow, ticketsOfOrder } from './ownTickets.ts';
import { toSender } from './senderTemplates.ts';
import { handoverLink } from './token.ts';
import { type About, letterToFriend, letterToSender } from './words.ts';

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
        const { about, tickets } = await aboutOf(trx, handover, voided);
        const cause = `handover/${handoverId}/${what}/${version}`;
        await mailFriend(trx, app, cause, what, about, tickets);
        await mailSender(trx, app, cause, what, about);
      });
    },
  };
}

/** @throws Error when its event is gone */
async function aboutOf(
  trx: Trx,
  handover: Handover,
  voided: number,
): Promise<{ about: About; tickets: TicketRow[] }> {
  const event = (await eventsById(trx, [handover.eventId])).get(handover.eventId);
  if (!event) throw new Error(`${handover.eventId} is gone`);
  const ids = await ticketIdsOf(trx, handover.id);
  const tickets = (await ticketsOfOrder(trx, handover.reservationId)).filter(({ id }) => ids.includes(id));
  const about: About = {
    handover,
    count: ids.length,
    places: tickets.map(placeOfTicket),
    whereAndWhen: whereAndWhenOf(event),
    event,
    voided,
  };
  return { about, tickets };
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
  const { handover } = about;
  const theirs = tickets
    .filter(({ holder_id: holderId, state }) => holderId === handover.id && state === 'sold')
    .map((ticket) => ({ place: placeOfTicket(ticket), code: ticket.code }));
  const letter = letterToFriend(what, about, theirs, handoverLink(app, handover.id));
  if (letter) await postEmail(trx, `${cause}/friend`, null, letter);
}

async function mailSender(
  trx: Trx,
  app: AppContext,
  cause: string,
  what: HandoverMail,
  about: About,
): Promise<void> {
  const { handover } = about;
  const letter = letterToSender(what, about, await senderOf(trx, app, handover));
  if (letter)
    await postEmail(trx, `${cause}/sender`, handover.fromId === null ? handover.reservationId : null, letter);
}

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

/** What the newest handover would say. */
const ofLatest =
  (letterOf: (about: About, app: AppContext) => Letter | null): FindLatest =>
  async (trx, app) => {
    const handover = await Handover.query(trx).whereNot('to_email', '').orderBy('id', 'desc').first();
    const about = handover && (await aboutOf(trx, handover, 1));
    return about ? letterOf(about.about, app) : null;
  };

const friendSees = (what: HandoverMail): FindLatest =>
  ofLatest((about, app) =>
    letterToFriend(
      what,
      about,
      // The preview shows an example's code in their place.
      about.places.map((place) => ({ place, code: 'CODE' })),
      handoverLink(app, about.handover.id),
    ),
  );
const senderSees = (what: HandoverMail): FindLatest =>
  ofLatest((about, app) => letterToSender(what, about, { to: '', url: app.publicUrl }));

export const handoverEmails: readonly RegisteredEmail[] = [
  registered(toFriend.sent, friendSees('sent')),
  registered(toFriend.accepted, friendSees('accepted')),
  registered(toFriend.takenBack, friendSees('takenBack')),
  registered(toFriend.ended, friendSees('ended')),
  registered(toFriend.voided, friendSees('voided')),
  registered(toFriend.canceled),
  registered(toFriend.postponed),
  registered(toFriend.moved),
  registered(toSender.sent, senderSees('sent')),
  registered(toSender.accepted, senderSees('accepted')),
  registered(toSender.declined, senderSees('declined')),
  registered(toSender.lapsed, senderSees('lapsed')),
  registered(toSender.ended, senderSees('ended')),
];
