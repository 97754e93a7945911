/** Consigns games of a package: checks which can be, prices them, and creates listings and tickets together. */

import { allowedQuantities } from '@holdfast/shared/listings';
import { marketplaceCurrency } from '@holdfast/shared/money';
import {
  type ConsignedGames,
  type consignGames as consignGamesBody,
  packageSeats,
  type SeasonPackage,
} from '@holdfast/shared/packages';
import { type PercentagesComponent, quoteTicket } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { planNow, requireConsignor } from '../consignors/index.ts';
import { createListings } from '../listings/createListings.ts';
import { findSameSeats, type SeatConflict, sameSeatsProblem, sameSeatsText } from '../listings/sameSeats.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { rulesOfFew } from '../pricing/index.ts';
import { lockPackage } from './lockPackage.ts';
import { priceByRule } from './terms.ts';

interface Game {
  id: string;
  name: string;
  season_id: string | null;
  open: boolean;
  away_id: string | null;
  max_per_type: number;
  currency: string;
  components: PercentagesComponent[];
}

interface Plan {
  eventId: string;
  name: string;
  game: Game | null;
  /** Each, minor units. */
  priceAmount: number | null;
  refusal: { code: string; message: string } | null;
  conflict: SeatConflict | null;
}

/**
 * @throws Problem `not_found`; `transition_refused` unless the package is confirmed (a preview may look at a draft); in
 *   mode `all` the first game's refusal: `same_seats` with every conflict, or `validation_failed` with the field of each
 */
export async function consignGames(
  trx: Trx,
  engine: Engine,
  packageId: string,
  { eventIds, mode, preview }: z.output<typeof consignGamesBody>,
  principal: Principal,
): Promise<ConsignedGames> {
  const found = await lockPackage(trx, packageId, preview ? ['draft', 'confirmed'] : ['confirmed']);
  if (!preview) await requireConsignor(trx, found.consignor.id);
  const seats = packageSeats(found);
  const wanted = [...new Set(eventIds)];
  const plans = await planGames(trx, found, wanted, seats);
  if (!preview && mode === 'all') refuseUnlessAll(plans);
  const good = plans.filter(({ refusal }) => refusal === null);
  const listingIds = preview ? [] : await makeListings(trx, engine, found, good, seats, principal);
  if (!preview)
    await audit(trx, principal, [
      {
        what: 'package.consign',
        subject: packageId,
        before: { listings: found.listings },
        after: {
          listings: found.listings + listingIds.length,
          mode,
          eventIds: good.map(({ eventId }) => eventId),
        },
      },
    ]);
  return sumUp(plans, good, seats.length, preview, listingIds);
}

/** The rule of listings that aren't made yet: those of a package for a game. */
const rules = rulesOfFew({
  listingId: 'NULL',
  eventId: 'e.id',
  teamId: 'e.home_id',
  packageId: 'k.id',
  consignorId: 'k.consignor_id',
  plan: planNow('k.consignor_id'),
});

async function planGames(
  trx: Trx,
  found: SeasonPackage,
  eventIds: string[],
  seats: number[],
): Promise<Plan[]> {
  const rows = await queryPrepared<Game>(
    trx,
    `WITH ${rules.with}
     SELECT e.id, e.name, e.season_id, e.starts_at > now() AND e.status IN ('scheduled', 'moved') AS open, e.away_id,
       e.max_per_type, e.currency, p.components
     FROM catalog_calendar e JOIN packages k ON k.id = $2
     ${rules.join}
     WHERE e.id = ANY($1::text[])`,
    [eventIds, found.id],
  );
  const games = new Map(rows.map((game) => [game.id, game]));
  const { section, row } = found;
  const conflicts = await findSameSeats(
    trx,
    eventIds.map((eventId) => ({ eventId, section, row, seats })),
  );
  return eventIds.map((eventId, index) => {
    const game = games.get(eventId);
    if (!game || game.season_id !== found.season.id)
      return refused(eventId, game?.name ?? eventId, {
        code: 'not_of_season',
        message: 'This game is not of the season. Leave it out.',
      });
    const conflict = conflicts.find((each) => each.index === index) ?? null;
    const priceAmount = priceOf(found, game);
    const refusal = refusalOf(found, game, seats.length, priceAmount, conflict);
    return { eventId, name: game.name, game, priceAmount, refusal, conflict };
  });
}

const refused = (eventId: string, name: string, refusal: NonNullable<Plan['refusal']>): Plan => ({
  eventId,
  name,
  game: null,
  priceAmount: null,
  refusal,
  conflict: null,
});

/** The opponent's own price before the package's. */
function priceOf({ terms }: SeasonPackage, { away_id }: Game): number | null {
  const own = terms.opponents.find(({ performerId }) => performerId === away_id)?.price;
  const rule = own ?? terms.price;
  return rule === null ? null : priceByRule(rule, terms.faceValueAmount);
}

function refusalOf(
  { terms }: SeasonPackage,
  game: Game,
  seats: number,
  price: number | null,
  conflict: SeatConflict | null,
): Plan['refusal'] {
  if (!game.open)
    return { code: 'over', message: 'This game has begun, or is postponed or cancelled. Leave it out.' };
  if (conflict) return { code: 'same_seats', message: sameSeatsText(conflict) };
  if (price === null)
    return { code: 'no_price', message: 'No price is agreed for this game. Give the package a price.' };
  const { floorAmount: floor, ceilingAmount: ceiling } = terms;
  if ((floor !== null && price < floor) || (ceiling !== null && price > ceiling) || price < 100)
    return {
      code: 'price_out_of_limits',
      message: 'The price comes out beyond the package’s floor or ceiling. Change the price or the limits.',
    };
  if (allowedQuantities(terms.splitRule, [seats], game.max_per_type).length === 0)
    return {
      code: 'split_not_possible',
      message: `A fan may take ${game.max_per_type} tickets, so ${seats} seats could never be sold under this split rule.`,
    };
  return null;
}

function refuseUnlessAll(plans: Plan[]): void {
  const conflicts = plans.flatMap(({ conflict }) => conflict ?? []);
  const others = plans.flatMap(({ refusal }, at) =>
    refusal && refusal.code !== 'same_seats' ? [{ field: `eventIds.${at}`, ...refusal }] : [],
  );
  if (others.length > 0)
    throw new Problem(
      'validation_failed',
      others.length === 1 && others[0]
        ? others[0].message
        : `${others.length} of ${plans.length} games can’t be consigned. Nothing was changed.`,
      { errors: others, conflicts },
    );
  if (conflicts.length > 0) throw sameSeatsProblem(conflicts);
}

function makeListings(
  trx: Trx,
  engine: Engine,
  { id, consignor, section, row, terms }: SeasonPackage,
  plans: Plan[],
  seats: number[],
  principal: Principal,
): Promise<string[]> {
  return createListings(
    trx,
    engine,
    plans.map(({ eventId, priceAmount }) => ({
      eventId,
      consignorId: consignor.id,
      packageId: id,
      offer: { kind: 'seated', section, row, seats, splitRule: terms.splitRule },
      priceAmount: priceAmount as number,
      faceValueAmount: terms.faceValueAmount,
      floorAmount: terms.floorAmount,
      ceilingAmount: terms.ceilingAmount,
      delivery: terms.delivery,
      deliveryWay: terms.deliveryWay,
      disclosure: terms.disclosure,
      source: 'Season package',
    })),
    { by: principal.by },
  );
}

function sumUp(
  plans: Plan[],
  good: Plan[],
  seats: number,
  preview: boolean,
  listingIds: string[],
): ConsignedGames {
  const worth = { proceeds: 0, commission: 0, price: 0, allIn: 0 };
  for (const { game, priceAmount } of good) {
    const each = quoteTicket(priceAmount as number, (game as Game).components);
    worth.proceeds += each.proceeds * seats;
    worth.commission += each.commission * seats;
    worth.price += each.price * seats;
    worth.allIn += each.allIn * seats;
  }
  const made = new Map(good.map(({ eventId }, at) => [eventId, listingIds[at] ?? null]));
  return {
    preview,
    listings: good.length,
    tickets: good.length * seats,
    refused: plans.length - good.length,
    worth,
    currency: plans.find(({ game }) => game)?.game?.currency ?? marketplaceCurrency,
    games: plans.map(({ eventId, name, priceAmount, refusal }) => ({
      eventId,
      name,
      ok: refusal === null,
      priceAmount,
      code: refusal?.code ?? null,
      message: refusal?.message ?? null,
      listingId: made.get(eventId) ?? null,
    })),
  };
}
