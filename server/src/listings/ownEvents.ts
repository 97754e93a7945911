/** Creates the marketplace's own events with ticket types, which wait for approval like other listings. */
import type { CatalogEvent, newOwnEvent } from '@holdfast/shared/catalog';
import type { FieldProblem } from '@holdfast/shared/http';
import { priceProblem } from '@holdfast/shared/listings';
import type { z } from 'zod';
import { addEvents, eventsById, requireVenue, startFromWallTime } from '../catalog/index.ts';
import { marketplaceConsignor } from '../consignors/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { randomText } from '../platform/ids.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { createListings } from './createListings.ts';

type Input = z.output<typeof newOwnEvent>;

/** @throws Problem `validation_failed` for a venue or a local time that doesn't exist, a time that is past, or a price that nobody could pay */
export async function createOwnEvent(
  trx: Trx,
  engine: Engine,
  input: Input,
  principal: Principal,
): Promise<CatalogEvent> {
  const startsAt = await startFromWallTime(trx, input.localStart, await requireVenue(trx, input.venueId));
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
  const event = (await eventsById(trx, [eventId])).get(eventId) as CatalogEvent;
  checkTypePrices(input, event.currency);
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
  return event;
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

/** Free, or a price that can be paid: of one ticket, and of as many as one fan may hold. */
function checkTypePrices({ ticketTypes, maxPerType }: Input, currency: string): void {
  const errors: FieldProblem[] = [];
  for (const [index, { priceAmount, quantity }] of ticketTypes.entries()) {
    const atOnce = Math.min(maxPerType, quantity);
    const message = priceProblem(priceAmount, currency, { atOnce, mayBeFree: true });
    if (message !== null)
      errors.push({ field: `ticketTypes.${index}.priceAmount`, code: 'price_out_of_range', message });
  }
  if (errors.length > 0) throw fieldsRefused(errors);
}
