/** Takes some of a listing's seats back: free seats leave the sale now, held ones when their hold ends unsold. */

import {
  mayTakeOut,
  type SplitRule,
  type TakenBack,
  type takeBack as takeBackBody,
  takeOutChoices,
} from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import type { z } from 'zod';
import { isByStaff, notifyConsignors } from '../consignorNotifications/index.ts';
import { changeCounts, type ListingsOffered, seatText } from '../listings/index.ts';
import { type Engine, hasTag, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { takeSeatsBack } from '../tickets/index.ts';
import { type UnsoldSeat, unsoldSeats } from './seats.ts';

type TakeBackRequest = z.output<typeof takeBackBody>;

interface Row
  extends Pick<
    ListingsOffered,
    | 'id'
    | 'state'
    | 'seats'
    | 'available'
    | 'held'
    | 'sold'
    | 'withdrawn'
    | 'consignor_id'
    | 'delist_requested_at'
  > {
  kind: 'seated' | 'generalAdmission';
  split_rule: SplitRule;
  now: Date;
}

const columns = `id, kind, state, seats, split_rule, available, held, sold, withdrawn, consignor_id, delist_requested_at,
  now() AS now`;
/** What of a listing the log keeps from before and after. */
const standingOf = ({ state, available, held, withdrawn }: Row) => ({ state, available, held, withdrawn });

interface Plan {
  seats: UnsoldSeat[];
  /** Tickets in all. */
  quantity: number;
  /** Nothing else is unsold. */
  isAll: boolean;
  overridden: boolean;
}

/**
 * @throws Problem `not_found`; `transition_refused` for a listing that has left the sale; `validation_failed` for seats
 *   that aren't unsold ones of it, or that would leave what the split rule can't sell: with `choices`, as many
 *   neighbours as were wished that may leave; `sold_out` where only free seats may leave and a fan holds one
 */
export async function takeBack(
  trx: Trx,
  engine: Engine,
  listingId: string,
  request: TakeBackRequest,
  principal: Principal,
  { onlyFree = false } = {},
): Promise<TakenBack> {
  const [row] = await queryPrepared<Row>(
    trx,
    `SELECT ${columns} FROM listings_offered WHERE id = $1 FOR NO KEY UPDATE`,
    [listingId],
  );
  if (!row) throw notFound('listing');
  if (hasTag(listingMachine, row.state, 'ended'))
    throw new Problem('transition_refused', 'This listing has left the sale already.', { accepts: [] });
  const plan =
    row.kind === 'seated'
      ? planSeats(row, await unsoldSeats(trx, listingId), request)
      : planAdmissions(row, request.quantity);
  if (onlyFree && plan.seats.some(({ state }) => state === 'held'))
    throw new Problem('sold_out', 'A fan holds one of these seats now. Nothing was changed.');
  const answer: TakenBack = {
    preview: request.preview,
    listingId,
    withdrawn: plan.isAll,
    leftAtOnce: plan.seats.flatMap(({ seat, state }) => (state === 'free' ? [seat] : [])),
    leavesLater: plan.seats.flatMap(({ seat, held_since, expires_at, paying }) =>
      held_since && expires_at
        ? [{ seat, heldSince: held_since.toISOString(), expiresAt: expires_at.toISOString(), paying }]
        : [],
    ),
    quantity: plan.quantity,
    overridden: plan.overridden,
  };
  if (request.preview) return answer;
  if (plan.isAll) await withdrawAll(trx, engine, listingId, request.reason, principal);
  else {
    const seats = plan.seats.map(({ seat }) => seat);
    const left = row.kind === 'seated' ? await takeSeatsBack(trx, listingId, seats) : plan.quantity;
    await changeCounts(trx, [{ listingId, available: -left, withdrawn: left }]);
    if (isByStaff(principal.by)) await notifyTakenBack(trx, row, answer, request.reason);
  }
  const { leftAtOnce, leavesLater, quantity } = answer;
  const [after] = await queryPrepared<Row>(trx, `SELECT ${columns} FROM listings_offered WHERE id = $1`, [
    listingId,
  ]);
  await audit(trx, principal, [
    {
      what: plan.overridden ? 'listing.takeBackAgainstSplitRule' : 'listing.takeBack',
      subject: listingId,
      reason: request.reason,
      before: standingOf(row),
      after: {
        ...standingOf(after as Row),
        quantity,
        leftAtOnce,
        leavesLater,
        ...(plan.overridden ? { againstSplitRule: row.split_rule } : {}),
      },
    },
  ]);
  return answer;
}

/** What leaves as a whole is notified by the listing's own machine. */
async function notifyTakenBack(trx: Trx, row: Row, taken: TakenBack, reason: string): Promise<void> {
  const { leftAtOnce, leavesLater, quantity } = taken;
  await notifyConsignors(trx, [
    {
      kind: 'seatsWithdrawn',
      cause: `takenBack/${newId('request')}`,
      listingId: row.id,
      consignorId: row.consignor_id,
      at: row.now.toISOString(),
      facts: {
        reason,
        asked: row.delist_requested_at !== null,
        seats: [...leftAtOnce, ...leavesLater.map(({ seat }) => seat)].sort((a, b) => a - b),
        left: row.kind === 'seated' ? leftAtOnce.length : quantity,
        held: leavesLater.length,
        sold: row.sold,
      },
    },
  ]);
}

async function withdrawAll(
  trx: Trx,
  engine: Engine,
  listingId: string,
  reason: string,
  principal: Principal,
): Promise<void> {
  const [outcome] = await engine.apply(trx, [
    messageTo(listingMachine, listingId, { type: 'withdraw', reason }, { by: principal.by, reason }),
  ]);
  if (outcome?.kind !== 'applied')
    throw new Problem('transition_refused', 'This listing can’t be withdrawn in its state.', {
      accepts: outcome?.kind === 'refused' ? outcome.accepts : [],
    });
}

function planSeats(row: Row, unsold: UnsoldSeat[], request: TakeBackRequest): Plan {
  if (request.seats.length === 0)
    throw fieldsRefused([
      { field: 'seats', code: 'missing', message: 'Choose at least one seat to take back.' },
    ]);
  const open = new Map(unsold.filter(({ leaving }) => !leaving).map((seat) => [seat.seat, seat]));
  const wanted = [...new Set(request.seats)].sort((a, b) => a - b);
  const foreign = wanted.filter((seat) => !open.has(seat));
  if (foreign.length > 0)
    throw fieldsRefused([
      {
        field: 'seats',
        code: 'not_unsold',
        message: `${foreign.length === 1 ? 'Seat' : 'Seats'} ${seatText(foreign)} ${foreign.length === 1 ? 'isn’t' : 'aren’t'} an unsold part of this listing. Unsold are ${open.size === 0 ? 'none' : seatText([...open.keys()])}.`,
      },
    ]);
  const seats = wanted.map((seat) => open.get(seat) as UnsoldSeat);
  const isAll = wanted.length === open.size;
  const fits = isAll || leavesSellable(row, [...open.values()], wanted);
  if (!fits && !request.override) throw splitRuleRefuses(row, [...open.values()], wanted);
  return { seats, quantity: wanted.length, isAll, overridden: !fits };
}

/**
 * The split rule must hold for the remaining seats twice: as they are now, and if every hold ends without a sale.
 * @param open the seats of the listing that are free or held
 * @param wanted those of them that leave
 */
export function leavesSellable(
  { seats, split_rule }: Pick<Row, 'seats' | 'split_rule'>,
  open: ReadonlyArray<{ seat: number; state: string }>,
  wanted: readonly number[],
): boolean {
  const placeOf = (seat: number) => seats.indexOf(seat);
  const free = open.filter(({ state }) => state === 'free').map(({ seat }) => seat);
  return [free, open.map(({ seat }) => seat)].every((on) =>
    mayTakeOut(split_rule, on.map(placeOf), wanted.filter((seat) => on.includes(seat)).map(placeOf)),
  );
}

function splitRuleRefuses(row: Row, open: UnsoldSeat[], wanted: number[]): Problem {
  const places = open.map(({ seat }) => row.seats.indexOf(seat));
  const choices = takeOutChoices(row.split_rule, places, wanted.length)
    .map((choice) => choice.map((place) => row.seats[place] as number))
    .filter((choice) => leavesSellable(row, open, choice));
  const possible =
    choices.length === 0
      ? `No ${wanted.length === 1 ? 'seat' : `${wanted.length} neighbours`} of it can leave alone: take all back`
      : `Possible ${choices.length === 1 ? 'is' : 'are'} ${choices.slice(0, 6).map(seatText).join('; ')}`;
  const message = `Without ${seatText(wanted)}, seats would be left that the split rule can’t sell. ${possible}, or override the rule; that is logged.`;
  return new Problem('validation_failed', message, {
    errors: [{ field: 'seats', code: 'split_rule', message }],
    choices,
  });
}

function planAdmissions({ available, held }: Row, quantity: number | undefined): Plan {
  if (quantity === undefined || quantity > available)
    throw fieldsRefused([
      {
        field: 'quantity',
        code: quantity === undefined ? 'missing' : 'too_big',
        message: `${available} of these ${available === 1 ? 'is' : 'are'} free now. Take back that many or fewer${held > 0 ? `; ${held} more are held by fans` : ''}.`,
      },
    ]);
  return { seats: [], quantity, isAll: quantity === available && held === 0, overridden: false };
}
