import { goodCount, orderStatus } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import ICAL from 'ical.js';
import { DateTime } from 'luxon';

/**
 * An order's event as an entry for the fan's calendar (iCalendar, RFC 5545): its day alone while the time isn't known,
 * tentative while it is postponed, canceled with the event or the order. A later file takes the place of an earlier one.
 * When it ends nobody knows, so the entry doesn't say.
 * @param page address of the order's page
 */
export function calendarEntry(order: Reservation, page: string): string {
  const { event, code, serverNow } = order;
  const entry = new ICAL.Component('vevent');
  const set = (name: string, value: unknown) => entry.updatePropertyWithValue(name, value as string);
  const starts = DateTime.fromISO(event.startsAt, { zone: event.venue.timeZone });
  set('uid', `${order.id}@holdfast`);
  set('dtstamp', ICAL.Time.fromJSDate(new Date(serverNow), true));
  // Each minute is a later version: what changed is the event, which doesn't count for its orders.
  set('sequence', Math.floor(Date.parse(serverNow) / 60_000));
  set(
    'dtstart',
    event.timeTbd
      ? ICAL.Time.fromDateString(starts.toISODate() ?? '')
      : ICAL.Time.fromJSDate(starts.toJSDate(), true),
  );
  set('summary', event.status === 'postponed' ? `Postponed: ${event.name}` : event.name);
  set('location', `${event.venue.name}, ${event.venue.city}`);
  set('status', statusOf(order));
  const count = goodCount(order);
  set('description', `Order ${code}, ${count === 1 ? '1 ticket' : `${count} tickets`}. ${page}`);
  set('url', page);
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//Holdfast//Order//EN');
  calendar.addSubcomponent(entry);
  return `${calendar.toString()}\r\n`;
}

function statusOf(order: Reservation): string {
  if (order.event.status === 'cancelled' || orderStatus(order).kind === 'refunded') return 'CANCELLED';
  return order.event.status === 'postponed' ? 'TENTATIVE' : 'CONFIRMED';
}
