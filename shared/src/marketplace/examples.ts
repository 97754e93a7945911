/** What a setting would mean, worked out from its value, as the set-up and Settings show it beside the field. */
import { formatMoney } from '../money/index.ts';
import { clock, dayGreeting, dayLong, marketplaceZone, stamp } from '../time/index.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const inDays = (now: number, days: number) => new Date(now + days * dayMs).toISOString();

/** @param timeZone IANA @param now ms since the epoch */
export const zoneExample = (timeZone: string, now: number): string =>
  `It is ${clock(now, timeZone)} there: a sale of this moment counts on ${dayGreeting(new Date(now).toISOString(), timeZone)}.`;

/** @param currency ISO 4217, of two decimals */
export const currencyExample = (currency: string): string =>
  `A ticket for a hundred shows as ${formatMoney({ amount: 10_000, currency })}.`;

/** How mailboxes show who an email is from. */
export const senderExample = (name: string, address: string): string =>
  `Mailboxes show ${name} <${address}>.`;

/**
 * A game of tomorrow, by its new start.
 * @param hours by how much more it must move to give a choice
 * @param now ms since the epoch
 */
export function moveHoursExample(hours: number, now: number): string {
  const at = Math.floor(now / hourMs) * hourMs + dayMs;
  const text = (instant: number) => stamp(new Date(instant).toISOString(), marketplaceZone);
  if (hours === 0) return `A game of ${text(at)}, gives the choice with any other start.`;
  return `A game of ${text(at)}, gives the choice when it moves past ${text(at + hours * hourMs)}.`;
}

/** @param days that fans have to choose @param now ms since the epoch */
export const moveDaysExample = (days: number, now: number): string =>
  `Of a move that is decided now, fans choose until the end of ${dayLong(inDays(now, days), marketplaceZone)}.`;

/** @param days for which something is kept @param now ms since the epoch */
export const keptExample = (days: number, now: number): string =>
  `Tonight what is older than ${dayLong(inDays(now, -days), marketplaceZone)} goes.`;

/** @param minutes for which an offer of a waiting list is held @param now ms since the epoch */
export const waitingOfferExample = (minutes: number, now: number): string =>
  `Tickets that come up now are held for whom they are offered to until ${stamp(new Date(now + minutes * 60_000).toISOString(), marketplaceZone)}.`;

/** @param days for which new bank data waits @param now ms since the epoch */
export const waitingExample = (days: number, now: number): string =>
  days === 0
    ? 'Bank data that is given now is paid to at once.'
    : `Bank data that is given now is paid to from ${stamp(inDays(now, days), marketplaceZone)} on.`;

/** @param limit minor units above which a second person is needed; 0: never @param currency ISO 4217, of two decimals */
export function limitExample(limit: number, currency: string): string {
  const text = (amount: number) => formatMoney({ amount, currency });
  if (limit === 0) return 'Every refund is one person’s decision.';
  return `One person gives ${text(limit)} of an order back. ${text(limit + 1)} waits for a second one, and so does ${text(1)} more after that.`;
}
