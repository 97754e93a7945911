/** Takes one listing in by hand, by the rules of an import's row. */

import type { FieldProblem } from '@holdfast/shared/http';
import { allowedQuantities, type newListing, priceProblem } from '@holdfast/shared/listings';
import type { z } from 'zod';
import { consignorProblem } from '../consignors/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { createListings } from './createListings.ts';
import { findSameSeats, sameSeatsText } from './sameSeats.ts';
import { seatsApart } from './seatsApart.ts';
import { marketOf, unusualPrice } from './unusualPrice.ts';

type Wanted = z.output<typeof newListing>;

/**
 * @returns the new listing's id
 * @throws Problem `validation_failed` with each field: unknown consignor or event, an event that is over or canceled,
 *   seats that can't be sold or are listed already, limits that exclude the price, and a price far from its section's
 */
export async function takeInListing(
  trx: Trx,
  engine: Engine,
  wanted: Wanted,
  principal: Principal,
): Promise<string> {
  const currency = await checkPlaces(trx, wanted);
  const errors = [...priceProblems(wanted, currency), ...limitProblems(wanted), ...seatProblems(wanted)];
  if (errors.length > 0) throw fieldsRefused(errors);
  await refuseListedSeats(trx, wanted);
  await askAboutPrice(trx, wanted, currency);
  const { kind, consignorId, eventId, asDraft, ...facts } = wanted;
  const [id] = await createListings(
    trx,
    engine,
    [
      {
        consignorId,
        eventId,
        offer:
          wanted.kind === 'seated'
            ? {
                kind: 'seated',
                section: wanted.section,
                row: wanted.row,
                seats: wanted.seats,
                splitRule: wanted.splitRule,
              }
            : { kind: 'generalAdmission', ticketType: wanted.ticketType, quantity: wanted.quantity },
        priceAmount: wanted.priceAmount,
        floorAmount: wanted.floorAmount,
        ceilingAmount: wanted.ceilingAmount,
        faceValueAmount: wanted.faceValueAmount,
        delivery: wanted.delivery,
        deliveryWay: wanted.deliveryWay,
        disclosure: wanted.disclosure,
        inHandOn: wanted.inHandOn,
        source: 'By hand',
      },
    ],
    { by: principal.by, asDraft },
  );
  await audit(trx, principal, [
    {
      what: 'listing.takeIn',
      subject: id as string,
      before: null,
      after: { ...facts, kind, consignorId, eventId, state: asDraft ? 'draft' : 'submitted' },
    },
  ]);
  return id as string;
}

/** A price that nobody could pay, at once where the tickets are sold together only. */
function priceProblems(wanted: Wanted, currency: string): FieldProblem[] {
  const count = wanted.kind === 'seated' ? wanted.seats.length : 1;
  const [atOnce = 1] = wanted.kind === 'seated' ? allowedQuantities(wanted.splitRule, [count], count) : [1];
  const message = priceProblem(wanted.priceAmount, currency, { atOnce });
  return message === null ? [] : [{ field: 'priceAmount', code: 'price_out_of_range', message }];
}

/** @returns the event's currency */
async function checkPlaces(trx: Trx, { consignorId, eventId }: Wanted): Promise<string> {
  const [found] = await queryPrepared<{
    consignor: string | null;
    deactivated_at: Date | null;
    currency: string | null;
    status: string | null;
    begun: boolean | null;
  }>(
    trx,
    `SELECT c.name AS consignor, c.deactivated_at, e.currency, e.status, e.starts_at <= now() AS begun
     FROM (SELECT $2::text AS id) asked LEFT JOIN catalog_calendar e ON e.id = asked.id LEFT JOIN consignors_named c ON c.id = $1`,
    [consignorId, eventId],
  );
  const errors: FieldProblem[] = [];
  const consignor = consignorProblem(
    found?.consignor ? { name: found.consignor, deactivatedAt: found.deactivated_at } : undefined,
  );
  if (consignor) errors.push({ field: 'consignorId', ...consignor });
  if (!found?.currency)
    errors.push({ field: 'eventId', code: 'unknown', message: 'There is no such event. Choose one.' });
  else if (found.begun)
    errors.push({ field: 'eventId', code: 'event_begun', message: 'It has begun. Choose an event ahead.' });
  else if (found.status === 'cancelled')
    errors.push({
      field: 'eventId',
      code: 'event_canceled',
      message: 'It was canceled. Choose another event.',
    });
  if (errors.length > 0) throw fieldsRefused(errors);
  return found?.currency ?? '';
}

function limitProblems({ priceAmount, floorAmount, ceilingAmount }: Wanted): FieldProblem[] {
  const problem = (field: string, code: string, message: string) => [{ field, code, message }];
  if (floorAmount !== null && ceilingAmount !== null && floorAmount > ceilingAmount)
    return problem('floorAmount', 'limits_crossed', 'The floor is above the ceiling. Swap them.');
  if (floorAmount !== null && priceAmount < floorAmount)
    return problem('priceAmount', 'below_floor', 'The price is below the floor. Change one of them.');
  if (ceilingAmount !== null && priceAmount > ceilingAmount)
    return problem('priceAmount', 'above_ceiling', 'The price is above the ceiling. Change one of them.');
  return [];
}

/** What is wrong with the seats and their split rule by themselves. */
function seatProblems(wanted: Wanted): FieldProblem[] {
  if (wanted.kind !== 'seated') return [];
  const { seats, countsByTwo, splitRule } = wanted;
  const apart = seatsApart(seats, countsByTwo ? 2 : 1);
  if (apart) return [apart];
  if (allowedQuantities(splitRule, [seats.length], seats.length).length === 0)
    return [
      {
        field: 'splitRule',
        code: 'split_not_possible',
        message: 'This rule could never sell these seats. Choose another one.',
      },
    ];
  return [];
}

async function refuseListedSeats(trx: Trx, wanted: Wanted): Promise<void> {
  if (wanted.kind !== 'seated') return;
  const [conflict] = await findSameSeats(trx, [wanted]);
  if (conflict)
    throw fieldsRefused([{ field: 'seats', code: 'same_seats', message: sameSeatsText(conflict) }]);
}

async function askAboutPrice(trx: Trx, wanted: Wanted, currency: string): Promise<void> {
  if (wanted.confirmedPriceAmount === wanted.priceAmount) return;
  const market = await marketOf(trx, [wanted.eventId]);
  const place = wanted.kind === 'seated' ? wanted.section : wanted.ticketType;
  const message = unusualPrice(
    market,
    { eventId: wanted.eventId, section: place, price: wanted.priceAmount, currency },
    'Confirm it if it is meant.',
  );
  if (message !== null) throw fieldsRefused([{ field: 'priceAmount', code: 'price_absurd', message }]);
}
