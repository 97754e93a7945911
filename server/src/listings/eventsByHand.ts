/**
 * Events that staff make and change by hand. Of the marketplace's own events the ticket types are listings of the
 * marketplace, which wait for approval as others do.
 */
import type { CatalogEvent, eventInput, moreTicketTypes, newEvent } from '@holdfast/shared/catalog';
import type { FieldProblem } from '@holdfast/shared/http';
import { type OwnTicketType, priceProblem } from '@holdfast/shared/listings';
import type { z } from 'zod';
import {
  addEventByHand,
  changeEventFacts,
  eventsById,
  requireVenue,
  startFromWallTime,
} from '../catalog/index.ts';
import { marketplaceConsignor } from '../consignors/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { createListings } from './createListings.ts';

type TicketType = z.output<typeof newEvent>['ticketTypes'][number];

/** A game whose time isn't known stands at noon of its day: the day is the same in every reading of it. */
const noon = '12:00';

/**
 * @throws Problem `validation_failed` for an unknown or retired venue, team or league, a local time that doesn't exist or is
 *   past, a ticket type that stands twice, and a price that nobody could pay
 */
export async function createEvent(
  trx: Trx,
  engine: Engine,
  input: z.output<typeof newEvent>,
  principal: Principal,
): Promise<CatalogEvent> {
  const { kind, localStart, timeTbd, pictureId, ticketTypes, ...facts } = input;
  const wall = timeTbd ? `${localStart.slice(0, 10)}T${noon}` : localStart;
  const startsAt = await startFromWallTime(trx, wall, await requireVenue(trx, facts.venueId));
  const eventId = await addEventByHand(trx, facts, { kind, startsAt, timeTbd, pictureId });
  const event = (await eventsById(trx, [eventId])).get(eventId) as CatalogEvent;
  await listTypes(trx, engine, event, ticketTypes, principal);
  const after = { ...input, name: event.name, startsAt };
  await audit(trx, principal, [{ what: 'event.create', subject: eventId, after }]);
  return event;
}

/** Changes what an event is, not when. @throws Problem `not_found`, `validation_failed` as `changeEventFacts` */
export async function changeEventByHand(
  trx: Trx,
  id: string,
  facts: z.output<typeof eventInput>,
  principal: Principal,
): Promise<void> {
  await changeEventFacts(trx, id, facts, { hasListings: await hasListings(trx, id) }, principal);
}

/** Whether tickets were ever taken in for an event. */
export async function hasListings(trx: Trx, eventId: string): Promise<boolean> {
  const found = await queryPrepared(trx, 'SELECT 1 FROM listings WHERE event_id = $1 LIMIT 1', [eventId]);
  return found.length > 0;
}

/**
 * Lists further ticket types of an own event.
 * @throws Problem `not_found`; `transition_refused` for an event that is over or canceled, or that consignors sell;
 *   `validation_failed` as `createEvent`, and for the name of a type that is on sale already
 */
export async function addTicketTypes(
  trx: Trx,
  engine: Engine,
  eventId: string,
  { ticketTypes }: z.output<typeof moreTicketTypes>,
  principal: Principal,
): Promise<void> {
  const event = (await eventsById(trx, [eventId])).get(eventId);
  if (!event) throw notFound('event');
  if (event.kind !== 'own') throw refused('Consignors sell this event. List their tickets one by one.');
  if (event.status === 'cancelled') throw refused('This event is canceled.');
  const [database] = await queryPrepared<{ now: Date }>(trx, 'SELECT now() AS now', []);
  if (database && Date.parse(event.startsAt) <= database.now.getTime())
    throw refused('This event has begun.');
  const listed = (await ticketTypesOf(trx, eventId)).filter(({ isOver }) => !isOver);
  await listTypes(
    trx,
    engine,
    event,
    ticketTypes,
    principal,
    new Set(listed.map(({ name }) => name.toLowerCase())),
  );
  await audit(trx, principal, [
    {
      what: 'event.addTicketTypes',
      subject: eventId,
      before: { ticketTypes: listed.map(({ name }) => name) },
      after: {
        ticketTypes: [...listed.map(({ name }) => name), ...ticketTypes.map(({ name }) => name)],
        added: ticketTypes,
      },
    },
  ]);
}

const refused = (why: string) =>
  new Problem('transition_refused', `${why} Nothing was changed.`, { accepts: [] });

/** The ticket types of an own event, the dearest first; those that left the sale too. */
export async function ticketTypesOf(trx: Trx, eventId: string): Promise<OwnTicketType[]> {
  return queryPrepared<OwnTicketType>(
    trx,
    `SELECT l.id AS "listingId", l.ticket_type AS name, jsonb_build_object('amount', l.price_amount, 'currency', l.currency) AS price,
       l.quantity, l.available, l.held, l.sold, l.max_per_fan AS "maxPerFan", l.state, listing_is_ended(l.state) AS "isOver"
     FROM listings l JOIN catalog_calendar e ON e.id = l.event_id AND e.kind = 'own'
     JOIN consignors_named c ON c.id = l.consignor_id AND c.is_marketplace
     WHERE l.event_id = $1 AND l.kind = 'generalAdmission' ORDER BY l.price_amount DESC, l.id`,
    [eventId],
  );
}

async function listTypes(
  trx: Trx,
  engine: Engine,
  event: CatalogEvent,
  types: readonly TicketType[],
  principal: Principal,
  taken: ReadonlySet<string> = new Set(),
): Promise<void> {
  const problems = [...nameProblems(types, taken), ...priceProblems(types, event)];
  if (problems.length > 0) throw fieldsRefused(problems);
  const consignorId = types.length > 0 ? await marketplaceConsignor(trx) : '';
  await createListings(
    trx,
    engine,
    types.map(({ name, priceAmount, quantity, maxPerFan }) => ({
      eventId: event.id,
      consignorId,
      offer: { kind: 'generalAdmission', ticketType: name, quantity },
      priceAmount,
      maxPerFan,
      delivery: 'Tickets ready now',
      source: 'Holdfast',
    })),
    { by: principal.by },
  );
}

function nameProblems(types: readonly TicketType[], taken: ReadonlySet<string>): FieldProblem[] {
  const names = types.map(({ name }) => name.toLowerCase());
  return names.flatMap((name, index) => {
    const field = `ticketTypes.${index}.name`;
    if (taken.has(name)) return [{ field, code: 'taken', message: 'This type is listed already.' }];
    if (names.indexOf(name) === index) return [];
    return [{ field, code: 'repeated', message: 'Name each ticket type once.' }];
  });
}

/** Free, or a price that can be paid: of one ticket, and of as many as one fan may hold. */
function priceProblems(types: readonly TicketType[], { currency, maxPerType }: CatalogEvent): FieldProblem[] {
  return types.flatMap(({ priceAmount, quantity, maxPerFan }, index) => {
    const atOnce = Math.min(maxPerFan ?? maxPerType, quantity);
    const message = priceProblem(priceAmount, currency, { atOnce, mayBeFree: true });
    return message === null
      ? []
      : [{ field: `ticketTypes.${index}.priceAmount`, code: 'price_out_of_range', message }];
  });
}
