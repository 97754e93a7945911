/** The emails of a waiting list. Each has the link to its page, and one to leave. */

import type { CatalogEvent } from '@holdfast/shared/catalog';
import { formatMoney } from '@holdfast/shared/money';
import { lineRules, lineText, wishText } from '@holdfast/shared/waitingLists';
import type { WaitingMail } from '@holdfast/shared/waitingLists/machines';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { eventsById } from '../catalog/index.ts';
import type { FindLatest, Letter, RegisteredEmail } from '../emailTemplates/index.ts';
import { registered } from '../emailTemplates/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import { orderPlaces, postEmail, startText } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { ends } from './endTemplates.ts';
import { placesOf, presentOffer } from './readEntries.ts';
import { confirm, inLine, lapsed, offer } from './templates.ts';
import { waitingLink } from './token.ts';
import { WaitingEntry } from './WaitingEntry.ts';
import { WaitingOffer } from './WaitingOffer.ts';

const aboutMail = z.object({
  entryId: z.string(),
  what: z.enum(['confirm', 'inLine', 'offer', 'lapsed', 'lapsedLast', 'removed', 'ended']),
  version: z.int(),
  offerId: z.string().nullable(),
  again: z.string().optional(),
});

/** @returns handlers by the names of their jobs */
export function waitingListJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'waitingLists.mail': async (payload) => {
      const { entryId, what, version, offerId, again } = aboutMail.parse(payload);
      await inTransaction(app.db, async (trx) => {
        const entry = await WaitingEntry.query(trx).findById(entryId);
        if (!entry || entry.email === '') return;
        const letter = await letterOf(trx, app, entry, what, offerId);
        if (letter === null) return;
        const cause = `waiting/${entryId}/${what}/${version}${again === undefined ? '' : `/${again}`}`;
        await postEmail(trx, cause, null, letter);
      });
    },
  };
}

async function eventOf(trx: Trx, { eventId }: WaitingEntry): Promise<CatalogEvent> {
  const event = (await eventsById(trx, [eventId])).get(eventId);
  if (!event) throw new Error(`${eventId} is gone`);
  return event;
}

const eventLink = ({ publicUrl }: Pick<AppContext, 'publicUrl'>, { slug }: CatalogEvent) =>
  `${publicUrl}/games/${slug}`;

const wishOf = ({ size, limitAmount, currency }: WaitingEntry) =>
  wishText(size, limitAmount === null ? null : formatMoney({ amount: limitAmount, currency }));

const whereAndWhen = (event: CatalogEvent) =>
  event.status === 'postponed'
    ? `${event.venue.name}, ${event.venue.city}. It is postponed, and the new date isn’t known yet.`
    : `${startText(event, event.venue.timeZone)}, ${event.venue.name}, ${event.venue.city}.`;

/** @returns null where what it would tell isn't so any more */
async function letterOf(
  trx: Trx,
  app: AppContext,
  entry: WaitingEntry,
  what: WaitingMail,
  offerId: string | null,
): Promise<Letter | null> {
  const event = await eventOf(trx, entry);
  const { waitingOfferMinutes } = await readMarketplace(trx);
  const place = (await placesOf(trx, [entry.id])).get(entry.id);
  const line = place === undefined ? null : lineText(place, entry.size);
  const page = waitingLink(app, entry.id);
  const leave = waitingLink(app, entry.id, 'leave');
  const values = { event: event.name, whereAndWhen: whereAndWhen(event) };
  switch (what) {
    case 'confirm':
      return entry.state === 'unconfirmed'
        ? confirm.letter(entry.email, { ...values, wish: wishOf(entry), confirm: page })
        : null;
    case 'inLine':
      return line === null
        ? null
        : inLine.letter(entry.email, {
            ...values,
            ...{ line, wish: wishOf(entry), page, leave },
            rules: lineRules(waitingOfferMinutes).map((rule) => ({ rule })),
          });
    case 'offer':
      return entry.state !== 'offered' || entry.offerId !== offerId || offerId === null
        ? null
        : offerLetter(trx, app, { entry, event, offerId });
    case 'lapsed':
      return lapsed.letter(entry.email, { ...values, line, page, leave });
    case 'lapsedLast':
    case 'removed':
    case 'ended':
      return ends[what].letter(entry.email, {
        ...values,
        isCanceled: event.status === 'cancelled',
        eventPage: eventLink(app, event),
      });
  }
}

async function offerLetter(
  trx: Trx,
  app: AppContext,
  { entry, event, offerId }: { entry: WaitingEntry; event: CatalogEvent; offerId: string },
): Promise<Letter | null> {
  const found = await presentOffer(
    trx,
    app,
    await WaitingOffer.query(trx).findById(offerId).throwIfNotFound(),
  );
  if (found === null) return null;
  const until = DateTime.fromISO(found.until, { zone: event.venue.timeZone });
  return offer.letter(entry.email, {
    event: event.name,
    whereAndWhen: whereAndWhen(event),
    tickets: entry.size === 1 ? 'A ticket is' : `${entry.size} tickets are`,
    untilTime: until.toFormat('h:mm a ZZZZ'),
    until: until.toFormat('cccc, LLLL d, h:mm a ZZZZ'),
    items: found.items.map((item) => ({
      places: orderPlaces(item),
      price: formatMoney(item.price),
      total: item.quantity === 1 ? null : formatMoney(item.total),
      disclosure: item.disclosure,
      delivery: item.delivery,
    })),
    why: found.why,
    page: waitingLink(app, entry.id),
    decline: waitingLink(app, entry.id, { decline: offerId }),
    leave: waitingLink(app, entry.id, 'leave'),
  });
}

/** What the newest of those who wait would be told. */
const ofLatestEntry =
  (what: WaitingMail): FindLatest =>
  async (trx, app) => {
    const entry = await WaitingEntry.query(trx).whereNot({ email: '' }).orderBy('id', 'desc').first();
    return entry ? letterOf(trx, app, entry, what, entry.offerId) : null;
  };

export const waitingListEmails: readonly RegisteredEmail[] = [
  registered(confirm, ofLatestEntry('confirm')),
  registered(inLine, ofLatestEntry('inLine')),
  registered(offer, ofLatestEntry('offer')),
  registered(lapsed, ofLatestEntry('lapsed')),
  registered(ends.lapsedLast, ofLatestEntry('lapsedLast')),
  registered(ends.removed, ofLatestEntry('removed')),
  registered(ends.ended, ofLatestEntry('ended')),
];
