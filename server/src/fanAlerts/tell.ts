/**
 * Looks what alerts have to tell: events once, whatever the number of alerts, and each search once. What is told and that it was
 * told are one transaction, so that a killed worker neither forgets nor repeats an email.
 */
import type { EventSummary } from '@holdfast/shared/catalog';
import { isChargeable } from '@holdfast/shared/money';
import { postEmail } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { type Offer, offersOf } from '../reservations/index.ts';
import { quantitiesOf, seatsFor } from '../tickets/index.ts';
import { findAll } from './alerts.ts';
import { priceEmail, searchEmail } from './emails.ts';
import { FanAlert } from './FanAlert.ts';

/** Bounds of one look; those that were looked at longest ago come first. */
const mostEvents = 300;
const mostSearches = 100;

/** SQL: at most one email a day. */
const isDue = `confirmed_at IS NOT NULL AND ended_at IS NULL AND email <> '' AND (sent_at IS NULL OR sent_at <= now() - interval '1 day')`;

/** What one look did. */
export interface Told {
  prices: number;
  searches: number;
}

/** Looks once. */
export async function tellAlerts(app: AppContext): Promise<Told> {
  await inTransaction(app.db, endAlerts);
  const told = { prices: 0, searches: 0 };
  for (const eventId of await inTransaction(app.db, eventsToLookAt))
    told.prices += await inTransaction(app.db, (trx) => tellPrices(trx, app, eventId));
  for (const search of await inTransaction(app.db, searchesToLookAt)) {
    const { data } = await findAll(app.db, search);
    told.searches += await inTransaction(app.db, (trx) => tellSearch(trx, app, search, data));
  }
  return told;
}

/** Alerts end with their event; an address that nobody confirmed within a week isn't kept. */
async function endAlerts(trx: Trx): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE fan_alerts a SET ended_at = now() FROM catalog_calendar c
     WHERE a.kind = 'price' AND a.ended_at IS NULL AND c.id = a.event_id
       AND (c.status = 'cancelled' OR c.status IN ('scheduled', 'moved') AND c.starts_at <= now())`,
  );
  await queryPrepared(
    trx,
    `UPDATE fan_alerts SET ended_at = now(), email = '' WHERE confirmed_at IS NULL AND ended_at IS NULL AND created_at < now() - interval '7 days'`,
  );
}

/** Events with an alert that a listing could fit, by its price before the fee. */
async function eventsToLookAt(trx: Trx): Promise<string[]> {
  const rows = await queryPrepared<{ event_id: string }>(
    trx,
    `SELECT a.event_id FROM fan_alerts a JOIN catalog_calendar c ON c.id = a.event_id
     WHERE a.kind = 'price' AND ${isDue} AND c.status IN ('scheduled', 'moved') AND c.starts_at > now()
       AND EXISTS (SELECT FROM listings_offered l WHERE l.event_id = a.event_id AND listing_is_sellable(l.state)
         AND l.available >= a.size AND l.price_amount <= a.limit_amount)
     GROUP BY a.event_id ORDER BY min(a.looked_at) NULLS FIRST, a.event_id LIMIT ${mostEvents}`,
  );
  return rows.map(({ event_id: id }) => id);
}

async function tellPrices(trx: Trx, app: AppContext, eventId: string): Promise<number> {
  const alerts = await FanAlert.query(trx)
    .where({ kind: 'price', event_id: eventId })
    .whereRaw(isDue)
    .orderBy('id')
    .forUpdate()
    .skipLocked();
  const onSale = (await offersOf(trx, eventId)).sort(
    (a, b) => a.sum.allIn - b.sum.allIn || (a.id < b.id ? -1 : 1),
  );
  const [clock] = await queryPrepared<{ at: Date }>(trx, 'SELECT now() AS at');
  const { at } = clock as { at: Date };
  const bySize = new Map<number, Offer | undefined>();
  let count = 0;
  for (const alert of alerts) {
    const size = alert.size as number;
    if (!bySize.has(size))
      bySize.set(
        size,
        onSale.find((offer) => sells(offer, size)),
      );
    const offer = bySize.get(size);
    if (!offer || offer.currency !== alert.currency || offer.sum.allIn > (alert.limitAmount as number))
      continue;
    const told = [offer.id, String(offer.sum.allIn)];
    // The same was told before.
    if (alert.told.join() === told.join()) continue;
    const seats = seatsFor(offer.stock, size) ?? [];
    await send(trx, alert, told, await priceEmail(trx, app, alert, offer, seats, at));
    count++;
  }
  await lookedAt(trx, alerts);
  return count;
}

const sells = ({ stock, maxPerFan, sum, currency }: Offer, size: number): boolean =>
  quantitiesOf(stock, maxPerFan).includes(size) && isChargeable(sum.allIn * size, currency);

async function send(
  trx: Trx,
  alert: FanAlert,
  told: string[],
  email: Parameters<typeof postEmail>[3],
): Promise<void> {
  await postEmail(trx, `alert/${alert.id}/${alert.sent + 1}`, null, email);
  await FanAlert.query(trx)
    .findById(alert.id)
    .patch({ told, sent: alert.sent + 1, sentAt: new Date() });
}

async function lookedAt(trx: Trx, alerts: readonly FanAlert[]): Promise<void> {
  await queryPrepared(trx, 'UPDATE fan_alerts SET looked_at = now() WHERE id = ANY($1::text[])', [
    alerts.map(({ id }) => id),
  ]);
}

async function searchesToLookAt(trx: Trx): Promise<string[]> {
  const rows = await queryPrepared<{ search: string }>(
    trx,
    `SELECT search FROM fan_alerts WHERE kind = 'search' AND ${isDue}
     GROUP BY search ORDER BY min(looked_at) NULLS FIRST, search LIMIT ${mostSearches}`,
  );
  return rows.map(({ search }) => search);
}

async function tellSearch(
  trx: Trx,
  app: AppContext,
  search: string,
  found: readonly EventSummary[],
): Promise<number> {
  const alerts = await FanAlert.query(trx)
    .where({ kind: 'search', search })
    .whereRaw(isDue)
    .orderBy('id')
    .forUpdate()
    .skipLocked();
  let count = 0;
  for (const alert of alerts) {
    const before = new Set(alert.told);
    const fresh = found.filter(({ id }) => !before.has(id));
    if (fresh.length === 0) continue;
    await send(
      trx,
      alert,
      found.map(({ id }) => id),
      searchEmail(app, alert, fresh),
    );
    count++;
  }
  await lookedAt(trx, alerts);
  return count;
}
