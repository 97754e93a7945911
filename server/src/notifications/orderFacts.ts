/** What every email about an order may name, and the newest order, with which the back office shows such emails. */
import { formatMoney } from '@holdfast/shared/money';
import type { Reservation } from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';
import { type FindLatest, flag, type Letter, text, type Values } from '../emailTemplates/index.ts';
import { readOrder } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared } from '../platform/db/index.ts';

/** When an event starts, at its venue. */
export function whenOf({ event }: Reservation): string {
  if (event.status === 'postponed') return 'Postponed: the new date isn’t known yet';
  return startText(event, event.venue.timeZone);
}

/** @param startsAt ISO instant */
export function startText(
  { startsAt, timeTbd }: { startsAt: string; timeTbd: boolean },
  zone: string,
): string {
  const start = DateTime.fromISO(startsAt, { zone });
  return timeTbd
    ? `${start.toFormat('cccc, LLLL d, yyyy')}, time to be announced`
    : start.toFormat('cccc, LLLL d, yyyy, h:mm a ZZZZ');
}

/** What went back of an order. It is less than all of it where the fees of tickets weren't given back. */
export const refundedOf = ({ payment, total }: Reservation) =>
  payment && payment.refunded.amount > 0 ? payment.refunded : total;

/** Of the order and its event. */
export const orderPlaceholders = {
  event: text('The event’s name', 'Denver Peaks vs. Portland Pilots'),
  when: text('When it starts, at its venue', 'Saturday, November 21, 2026, 7:00 PM MST'),
  venue: text('The venue', 'Summit Arena'),
  city: text('Its city', 'Denver'),
  order: text('The order’s code', 'HF-7K2M9Q'),
  total: text('What the order cost, all in all', '$253.00'),
  isFree: flag('Whether nothing was paid'),
} as const;

export const orderValues = (order: Reservation): Values<typeof orderPlaceholders> => ({
  event: order.event.name,
  when: whenOf(order),
  venue: order.event.venue.name,
  city: order.event.venue.city,
  order: order.code,
  total: formatMoney(order.total),
  isFree: order.total.amount === 0,
});

/** @param letterOf what the newest order that was paid would be told */
export const ofLatestOrder =
  (letterOf: (order: Reservation, app: AppContext) => Letter | null): FindLatest =>
  async (trx, app) => {
    const [row] = await queryPrepared<{ id: string }>(
      trx,
      `SELECT id FROM reservations_orders WHERE state IN ('paid', 'refunded') AND paid_at IS NOT NULL ORDER BY paid_at DESC, id DESC LIMIT 1`,
      [],
    );
    return row ? letterOf(await readOrder(app, row.id), app) : null;
  };
