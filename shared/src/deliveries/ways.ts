/** How tickets reach their fan, and by when. */

/** The ways in which a consignor's tickets are delivered. */
export const consignedWays = ['transfer', 'file', 'barcode', 'willCall', 'courier'] as const;
/** Every way; `gateCode` is a code of our own, for our own events alone. */
export const deliveryWays = [...consignedWays, 'gateCode'] as const;

/** A way of a consignor's tickets. */
export type ConsignedWay = (typeof consignedWays)[number];
/** One way of delivery. */
export type DeliveryWay = (typeof deliveryWays)[number];

/** What staff and consignors call a way. */
export const wayNames: Record<DeliveryWay, string> = {
  transfer: 'App transfer',
  file: 'PDF or picture',
  barcode: 'Barcode',
  willCall: 'Will call',
  courier: 'Courier',
  gateCode: 'Our gate code',
};

const short: Record<DeliveryWay, string> = {
  transfer: 'Mobile transfer',
  file: 'Tickets to download',
  barcode: 'Barcodes to show',
  willCall: 'Will call at the venue',
  courier: 'By courier',
  gateCode: 'Tickets ready now',
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * How the tickets come, in a few words for fans who haven't bought yet.
 * @param inHandOn the day from which the consignor has them, `2026-11-24`; null: now
 */
export function deliveryText(way: DeliveryWay, inHandOn: string | null): string {
  if (way === 'gateCode' || way === 'willCall' || inHandOn === null) return short[way];
  const [, month, day] = inHandOn.split('-').map(Number) as [number, number, number];
  return `${short[way]} from ${months[month - 1]} ${day}`;
}

/** How a listing's tickets are delivered: those of our own events by our code, whatever the listing says. */
export const wayOf = (eventKind: string, listed: ConsignedWay): DeliveryWay =>
  eventKind === 'own' ? 'gateCode' : listed;

const hourMs = 3_600_000;
/** Tickets are due this long before the start; staff are alarmed when they aren't sent by then. Milliseconds. */
export const dueBeforeMs = 48 * hourMs;
/** The last alarm, this long before the start. Milliseconds. */
export const lastCallBeforeMs = 4 * hourMs;
/** An order that is paid shortly before the start gives its consignor this long. Milliseconds. */
const lateOrderMs = 2 * hourMs;

/**
 * When the tickets of a postponed or canceled event are due: later than any start, and early enough that what follows a
 * start is still in a year of four digits, which PostgreSQL reads.
 */
export const notScheduled = '9999-01-01T00:00:00.000Z';

/**
 * By when tickets are to be sent: 48 hours before the start; for an order that was paid later, two hours after its payment,
 * but never less than four hours before the start. The last call is four hours before the start.
 * @param startsAt ISO instant, or `notScheduled`
 * @param paidAt   ISO instant
 * @returns ISO instants
 */
export function deliveryDeadlines({ startsAt, paidAt }: { startsAt: string; paidAt: string }): {
  dueBy: string;
  lastCallAt: string;
} {
  const start = Date.parse(startsAt);
  const lastCall = start - lastCallBeforeMs;
  const dueBy = Math.max(start - dueBeforeMs, Math.min(Date.parse(paidAt) + lateOrderMs, lastCall));
  return { dueBy: new Date(dueBy).toISOString(), lastCallAt: new Date(lastCall).toISOString() };
}
