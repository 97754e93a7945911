/** Creates the marketplace's own events with ticket types, which wait for approval like other listings. */
import type { CatalogEvent, newOwnEvent } from '@holdfast/shared/catalog';
import { instantOf, momentsOf, wallTimeWithOffset } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { addEvents, eventsById } from '../catalog/index.ts';
import { marketplaceConsignor } from '../consignors/consignors.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { randomText } from '../platform/ids.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { createListings } from './createListings.ts';

type Input = z.output<typeof newOwnEvent>;

/** @throws Problem `validation_failed` for a venue or a local time that doesn't exist, or a time that is past */
export async function createOwnEvent(
  trx: Trx,
  engine: Engine,
  input: Input,
  principal: Principal,
): Promise<CatalogEvent> {
  const startsAt = await startOf(trx, input);
  checkTypes(input);
  // There is no source id to match by; two festivals of one name are two events.
  const sourceId = randomText(16);
  const eventIds = await addEvents(trx, [
    {
      source: 'system',
      sourceId,
      name: input.name,
      kind: 'own',
      league: null,
      seasonId: null,
      homeId: null,
      awayId: null,
      venueId: input.venueId,
      startsAt,
      timeTbd: false,
      maxPerType: input.maxPerType,
      holdMs: input.holdMinutes * 60_000,
    },
  ]);
  const eventId = eventIds.get(sourceId) as string;
  const consignorId = await marketplaceConsignor(trx);
  await createListings(
    trx,
    engine,
    input.ticketTypes.map(({ name, priceAmount, quantity }) => ({
      eventId,
      consignorId,
      offer: { kind: 'generalAdmission', ticketType: name, quantity },
      priceAmount,
      delivery: 'Tickets ready now',
      source: 'Holdfast',
    })),
    { by: principal.by },
  );
  await audit(trx, principal, [{ what: 'event.create', subject: eventId, after: { ...input, startsAt } }]);
  return (await eventsById(trx, [eventId])).get(eventId) as CatalogEvent;
}

/** The instant of a wall time at the venue. */
async function startOf(trx: Trx, { venueId, localStart }: Input): Promise<string> {
  const [venue] = await queryPrepared<{ time_zone: string; now: Date }>(
    trx,
    'SELECT time_zone, now() AS now FROM catalog_venues_named WHERE id = $1',
    [venueId],
  );
  if (!venue)
    throw fieldsRefused([
      { field: 'venueId', code: 'unknown', message: 'There is no such venue. Choose one.' },
    ]);
  const refuse = (code: string, message: string) => fieldsRefused([{ field: 'localStart', code, message }]);
  const wall = localStart.slice(0, 16);
  if (!DateTime.fromISO(wall).isValid)
    throw refuse('not_a_time', 'This date or time does not exist. Give another one.');
  const moments = momentsOf(wall, venue.time_zone);
  const clock = wall.slice(11);
  if (moments.length === 0)
    throw refuse('skipped_time', `The clocks at the venue skip ${clock} that day. Give another time.`);
  if (moments.length > 1 && wall === localStart)
    throw refuse(
      'doubled_time',
      `The clocks at the venue show ${clock} twice that day. Say which one with its offset: ${moments.map((at) => wallTimeWithOffset(at, venue.time_zone)).join(' or ')}.`,
    );
  const start = instantOf(localStart, venue.time_zone);
  if (!moments.includes(start))
    throw refuse('not_a_time', 'The clocks at the venue don’t have this offset then. Leave it out.');
  if (Date.parse(start) <= venue.now.getTime())
    throw refuse('past', 'This is past at the venue. Give a time ahead.');
  return start;
}

function checkTypes({ ticketTypes }: Input): void {
  const names = ticketTypes.map(({ name }) => name.toLowerCase());
  const errors = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            field: `ticketTypes.${index}.name`,
            code: 'repeated',
            message: 'Name each ticket type once.',
          },
        ],
  );
  if (errors.length > 0) throw fieldsRefused(errors);
}
