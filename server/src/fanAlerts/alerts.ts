/** Alerts of fans: asked for, confirmed, read and stopped. */

import type { EventList } from '@holdfast/shared/catalog';
import { eventQuery } from '@holdfast/shared/catalog';
import { alertFilters, type FanAlertShown, type newPriceAlert } from '@holdfast/shared/fanAlerts';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { z } from 'zod';
import { maskedEmail, type WrittenTo } from '../accounts/index.ts';
import { eventsById } from '../catalog/index.ts';
import { listEvents } from '../listings/index.ts';
import { postEmail } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Database, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { refuseAboveLimit } from '../tickets/index.ts';
import { askedEmail } from './emails.ts';
import { FanAlert } from './FanAlert.ts';
import { alertToken } from './token.ts';

/** Events that a search of an alert may find: what finds more tells of nothing in particular. */
export const mostFound = 500;

/** @returns the alert's id. @throws Problem `not_found`; `not_on_sale` where nothing more is sold; `validation_failed` */
export async function askPrice(
  trx: Trx,
  app: AppContext,
  eventId: string,
  { size, limitAmount }: z.output<typeof newPriceAlert>,
  asking: WrittenTo,
): Promise<string> {
  const [event] = await queryPrepared<{ is_over: boolean; max_per_type: number; currency: string }>(
    trx,
    `SELECT status = 'cancelled' OR status <> 'postponed' AND starts_at <= now() AS is_over, max_per_type, currency
     FROM catalog_calendar WHERE id = $1`,
    [eventId],
  );
  if (!event) throw notFound('event');
  if (event.is_over) throw new Problem('not_on_sale', 'Nothing more is sold for this event.');
  refuseAboveLimit(size, event.max_per_type);
  const { currency } = event;
  return keep(
    trx,
    app,
    asking,
    { kind: 'price', eventId, size, limitAmount, currency, told: [] },
    async () => {
      // Another price takes the place of the one before.
      await FanAlert.query(trx)
        .whereRaw('lower(email) = lower(?) AND ended_at IS NULL', [asking.email])
        .where({ event_id: eventId, size })
        .patch({ limitAmount, told: [], sentAt: null });
    },
  );
}

/** The filters in their normal form, without page and order. */
export function normalSearch(search: string): string {
  const given = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const name of alertFilters) {
    const value = given.get(name)?.trim();
    if (value) kept.set(name, value);
  }
  return kept.toString();
}

/** What a search finds now. @throws Problem `validation_failed` for filters that can't be read */
export async function findAll(db: Database, search: string): Promise<EventList> {
  const filters = Object.fromEntries(new URLSearchParams(search));
  const read = eventQuery.safeParse({ ...filters, perPage: mostFound });
  if (!read.success)
    throw fieldsRefused([
      {
        field: 'search',
        code: 'unknown',
        message: 'This search can’t be read. Search again, then ask for the alert.',
      },
    ]);
  return listEvents(db, read.data);
}

/** @param found what the search finds now. @throws Problem `validation_failed` for a search without filters, or that finds too much */
export async function askSearch(
  trx: Trx,
  app: AppContext,
  search: string,
  found: EventList,
  asking: WrittenTo,
): Promise<string> {
  if (search === '' || found.total > mostFound)
    throw fieldsRefused([
      {
        field: 'search',
        code: 'too_big',
        message: `This search finds ${search === '' ? 'every event' : `${found.total} events`}. Narrow it to a team, a city or some days.`,
      },
    ]);
  const told = found.data.map(({ id }) => id);
  return keep(trx, app, asking, { kind: 'search', search, told }, async () => {});
}

/** One alert for each address and wish. @param again what is done with the one that there is, for its owner alone */
async function keep(
  trx: Trx,
  app: AppContext,
  { personId, email, isConfirmed }: WrittenTo,
  wish: Partial<FanAlert> & Pick<FanAlert, 'kind'>,
  again: () => Promise<void>,
): Promise<string> {
  await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `alert ${email.toLowerCase()}`,
  ]);
  const open = await FanAlert.query(trx)
    .whereRaw('lower(email) = lower(?) AND ended_at IS NULL', [email])
    .where(
      wish.kind === 'price'
        ? { kind: 'price', event_id: wish.eventId as string, size: wish.size as number }
        : { kind: 'search', search: wish.search as string },
    )
    .first();
  const id = open?.id ?? newId('fanAlert');
  if (!open)
    await FanAlert.query(trx).insert({
      id,
      personId,
      email,
      sent: 0,
      ...wish,
      told: wish.told ?? [],
      confirmedAt: isConfirmed ? new Date() : null,
    });
  else if (isConfirmed) await again();
  // A guest is told by email alone, so that nobody learns who waits for what.
  if (!isConfirmed) {
    const alert = await FanAlert.query(trx).findById(id).throwIfNotFound();
    await postEmail(trx, `alert/${id}/asked/${newId('request')}`, null, await askedEmail(trx, app, alert));
  }
  return id;
}

/** @throws Problem `not_found` */
async function lockAlert(trx: Trx, id: string): Promise<FanAlert> {
  const alert = await FanAlert.query(trx).findById(id).forNoKeyUpdate();
  if (!alert) throw notFound('alert');
  return alert;
}

/** The address is the fan's. Doing it twice changes nothing. @throws Problem `transition_refused` where it was stopped */
export async function confirmAlert(trx: Trx, id: string): Promise<void> {
  const alert = await lockAlert(trx, id);
  if (alert.endedAt !== null)
    throw new Problem('transition_refused', 'This alert has ended. Ask for another one.', { accepts: [] });
  if (alert.confirmedAt === null) await FanAlert.query(trx).findById(id).patch({ confirmedAt: new Date() });
}

/** No email of it follows. Doing it twice changes nothing. */
export async function stopAlert(trx: Trx, id: string): Promise<void> {
  const alert = await lockAlert(trx, id);
  if (alert.endedAt === null) await FanAlert.query(trx).findById(id).patch({ endedAt: new Date() });
}

/** @throws Problem `not_found` */
export async function readAlert(trx: Trx, app: AppContext, id: string): Promise<FanAlertShown> {
  const alert = await FanAlert.query(trx).findById(id);
  if (!alert) throw notFound('alert');
  return (await present(trx, app, [alert]))[0] as FanAlertShown;
}

/** The alerts of an account that go on; newest first. */
export async function alertsOf(
  trx: Trx,
  app: AppContext,
  { personId, confirmedEmail }: { personId: string; confirmedEmail: string | null },
): Promise<FanAlertShown[]> {
  const rows = await FanAlert.query(trx)
    .whereRaw('(person_id = ? OR lower(email) = lower(?))', [personId, confirmedEmail ?? ''])
    .whereRaw(`email <> '' AND ended_at IS NULL`)
    .orderBy('id', 'desc')
    .limit(100);
  return present(trx, app, rows);
}

async function present(trx: Trx, app: AppContext, alerts: FanAlert[]): Promise<FanAlertShown[]> {
  const events = await eventsById(
    trx,
    alerts.flatMap(({ eventId }) => eventId ?? []),
  );
  return alerts.map((alert) => ({
    id: alert.id,
    token: alertToken(app, alert.id),
    kind: alert.kind,
    state: alert.endedAt !== null ? 'ended' : alert.confirmedAt === null ? 'unconfirmed' : 'on',
    event: (alert.eventId !== null && events.get(alert.eventId)) || null,
    size: alert.size,
    currency: marketplaceCurrency,
    limit:
      alert.limitAmount === null || alert.currency === null
        ? null
        : { amount: alert.limitAmount, currency: alert.currency },
    search: alert.search,
    email: maskedEmail(alert.email),
    sentAt: alert.sentAt?.toISOString() ?? null,
  }));
}
