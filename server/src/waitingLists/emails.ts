/** The emails of a waiting list. Each has the link to its page, and one to leave. */

import type { CatalogEvent } from '@holdfast/shared/catalog';
import { formatMoney } from '@holdfast/shared/money';
import { lineRules, lineText, wishText } from '@holdfast/shared/waitingLists';
import type { WaitingMail } from '@holdfast/shared/waitingLists/machines';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { eventsById } from '../catalog/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import { orderPlaces, plainEmail, postEmail, startText } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { placesOf, presentOffer } from './readEntries.ts';
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
        const words = await wordsOf(trx, app, entry, what, offerId);
        if (words === null) return;
        const { title, lines, links } = words;
        const event = await eventOf(trx, entry);
        const [link, ...more] = links;
        await postEmail(
          trx,
          `waiting/${entryId}/${what}/${version}${again === undefined ? '' : `/${again}`}`,
          null,
          plainEmail({
            kind: kinds[what],
            to: entry.email,
            subject: `${title}: ${event.name}`,
            paragraphs: lines,
            link: link ?? { text: 'The event', url: eventLink(app, event) },
            more,
          }),
        );
      });
    },
  };
}

const kinds: Record<WaitingMail, string> = {
  confirm: 'waitingConfirm',
  inLine: 'waitingInLine',
  offer: 'waitingOffer',
  lapsed: 'waitingLapsed',
  lapsedLast: 'waitingLapsed',
  removed: 'waitingEnded',
  ended: 'waitingEnded',
};

interface Words {
  title: string;
  lines: string[];
  /** The first is what most want; none: the event's page. */
  links: Array<{ text: string; url: string }>;
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
async function wordsOf(
  trx: Trx,
  app: AppContext,
  entry: WaitingEntry,
  what: WaitingMail,
  offerId: string | null,
): Promise<Words | null> {
  const event = await eventOf(trx, entry);
  const { waitingOfferMinutes } = await readMarketplace(trx);
  const place = (await placesOf(trx, [entry.id])).get(entry.id);
  const page = waitingLink(app, entry.id);
  const leave = { text: 'Leave the list', url: waitingLink(app, entry.id, 'leave') };
  switch (what) {
    case 'confirm':
      return entry.state !== 'unconfirmed'
        ? null
        : {
            title: 'Confirm your place in line',
            lines: [
              `Somebody asked with this address for a place on the waiting list of ${event.name}: ${wishOf(entry)}.`,
              whereAndWhen(event),
              'Your place counts from when you confirm. The link is good for 24 hours.',
              'If that wasn’t you, do nothing: without the link nothing happens, and we don’t keep the address.',
            ],
            links: [{ text: 'Confirm my place', url: page }],
          };
    case 'inLine':
      return place === undefined
        ? null
        : {
            title: `You are ${lineText(place, entry.size)}`,
            lines: [`You wait for ${wishOf(entry)}.`, whereAndWhen(event), ...lineRules(waitingOfferMinutes)],
            links: [{ text: 'Your place in line', url: page }, leave],
          };
    case 'offer':
      return entry.state !== 'offered' || entry.offerId !== offerId || offerId === null
        ? null
        : offerWords(trx, app, { entry, event, offerId, page, leave });
    case 'lapsed':
      return {
        title: 'Your offer is over',
        lines: [
          'The tickets that we held for you were not bought in time, and go on to others. Nothing was charged.',
          ...(place === undefined
            ? []
            : [
                `You keep your place: ${lineText(place, entry.size)}. For an hour nothing is offered to you, unless you say on your page that you are there.`,
                'If the next offer gets no answer either, your place ends.',
              ]),
        ],
        links: [{ text: 'Your place in line', url: page }, leave],
      };
    case 'lapsedLast':
    case 'removed':
    case 'ended':
      return endWords(what, event);
  }
}

/** It is over: there is nothing more to do but look at the event. */
function endWords(what: 'lapsedLast' | 'removed' | 'ended', event: CatalogEvent): Words {
  switch (what) {
    case 'lapsedLast':
      return {
        title: 'Your place in line has ended',
        lines: [
          'Two offers in a row got no answer, so your place goes to those who still wait. Nothing was charged.',
          'If you still want tickets, join the list again on the event’s page.',
        ],
        links: [],
      };
    case 'removed':
      return {
        title: 'You are no longer on the waiting list',
        lines: ['We took your entry off the list. Answer this email if you have a question about it.'],
        links: [],
      };
    case 'ended':
      return {
        title: 'The waiting list has ended',
        lines:
          event.status === 'cancelled'
            ? ['This event was canceled, so nothing is sold for it any more. Nothing was charged.']
            : [
                'The event has begun, and no tickets came up that fitted what you wait for. Nothing was charged.',
                'We are sorry that it didn’t work out this time.',
              ],
        links: [],
      };
  }
}

async function offerWords(
  trx: Trx,
  app: AppContext,
  {
    entry,
    event,
    offerId,
    page,
    leave,
  }: {
    entry: WaitingEntry;
    event: CatalogEvent;
    offerId: string;
    page: string;
    leave: Words['links'][number];
  },
): Promise<Words | null> {
  const offer = await presentOffer(
    trx,
    app,
    await WaitingOffer.query(trx).findById(offerId).throwIfNotFound(),
  );
  if (offer === null) return null;
  const until = DateTime.fromISO(offer.until, { zone: event.venue.timeZone });
  return {
    title: `${entry.size === 1 ? 'A ticket is' : `${entry.size} tickets are`} held for you until ${until.toFormat('h:mm a ZZZZ')}`,
    lines: [
      whereAndWhen(event),
      ...offer.items.map((item) =>
        [
          `${orderPlaces(item)}: ${formatMoney(item.price)} each${item.quantity === 1 ? '' : `, ${formatMoney(item.total)} in all`}, with all fees.`,
          ...(item.disclosure === null ? [] : [item.disclosure]),
          item.delivery,
        ].join('\n'),
      ),
      `They are held for you until ${until.toFormat('cccc, LLLL d, h:mm a ZZZZ')}. Nobody else can buy them until then.`,
      offer.why,
      'If you don’t want these, let them go: the next in line gets them at once, and you keep your place.',
    ],
    links: [
      { text: 'See the offer and buy', url: page },
      { text: 'No thanks, let them go', url: waitingLink(app, entry.id, { decline: offerId }) },
      leave,
    ],
  };
}
