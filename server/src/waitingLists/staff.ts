/** Waiting lists for staff: the line, and the order of service. */
import type { Role } from '@holdfast/shared/accounts';
import type {
  ServedOffer,
  WaitingCounts,
  WaitingList,
  WaitingListRow,
  WaitingListRows,
  WaitingRow,
} from '@holdfast/shared/waitingLists';
import { maskedEmail } from '../accounts/index.ts';
import { seatText } from '../listings/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { type Columns, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import type { WaitingEntry } from './WaitingEntry.ts';
import type { WaitingOffer } from './WaitingOffer.ts';

/** Bounds of one page: what is longer is looked at by its counts. */
const mostEvents = 500;
const mostEntries = 1_000;
const mostOffers = 200;

const countColumns = `
  count(e.id) FILTER (WHERE e.state IN ('waiting', 'resting'))::int AS waiting,
  count(e.id) FILTER (WHERE e.state = 'offered')::int AS offered,
  count(e.id) FILTER (WHERE e.state = 'unconfirmed')::int AS unconfirmed,
  coalesce(sum(e.size) FILTER (WHERE waiting_is_placed(e.state)), 0)::int AS tickets,
  count(e.id) FILTER (WHERE e.state = 'bought')::int AS bought,
  count(e.id) FILTER (WHERE NOT waiting_is_open(e.state) AND e.state <> 'bought')::int AS over`;

interface ListRow extends WaitingCounts {
  id: string;
  name: string;
  starts_at: Date;
  time_zone: string;
  is_on: boolean;
}

const presentList = ({
  starts_at: startsAt,
  time_zone: timeZone,
  is_on: isOn,
  ...row
}: ListRow): WaitingListRow => ({
  ...row,
  startsAt: startsAt.toISOString(),
  timeZone,
  isOn,
});

/** Events that have a list: those ahead first, the next one at the top. */
export async function listWaitingLists(trx: Trx): Promise<WaitingListRows> {
  const rows = await queryPrepared<ListRow>(
    trx,
    `SELECT c.id, c.name, c.starts_at, c.time_zone, l.is_on, ${countColumns}
     FROM waiting_lists l JOIN catalog_events_named c ON c.id = l.event_id LEFT JOIN waiting_entries e ON e.event_id = l.event_id
     GROUP BY c.id, c.name, c.starts_at, c.time_zone, l.is_on
     ORDER BY c.starts_at < now(), abs(extract(epoch FROM c.starts_at - now())), c.id LIMIT ${mostEvents}`,
  );
  const { waitingLists, waitingOfferMinutes } = await readMarketplace(trx);
  return {
    data: rows.map(presentList),
    total: rows.length,
    isOn: waitingLists,
    windowMinutes: waitingOfferMinutes,
  };
}

/** Who works with fans reads their addresses. */
const emailFor = (roles: readonly Role[], email: string): string =>
  roles.includes('support') || roles.includes('admin') ? email : maskedEmail(email);

/** The line of one event; empty where nobody ever waited. @throws Problem `not_found` */
export async function showWaitingList(
  trx: Trx,
  eventId: string,
  roles: readonly Role[],
): Promise<WaitingList> {
  const [list] = await queryPrepared<ListRow>(
    trx,
    `SELECT c.id, c.name, c.starts_at, c.time_zone, coalesce(l.is_on, true) AS is_on, ${countColumns}
     FROM catalog_events_named c LEFT JOIN waiting_lists l ON l.event_id = c.id LEFT JOIN waiting_entries e ON e.event_id = c.id
     WHERE c.id = $1 GROUP BY c.id, c.name, c.starts_at, c.time_zone, l.is_on`,
    [eventId],
  );
  if (!list) throw notFound('event');
  const { waitingLists, waitingOfferMinutes } = await readMarketplace(trx);
  return {
    ...presentList(list),
    isOnForAll: waitingLists,
    windowMinutes: waitingOfferMinutes,
    entries: await entriesIn(trx, eventId, roles),
    offersMade: await offersIn(trx, eventId, roles),
  };
}

async function entriesIn(trx: Trx, eventId: string, roles: readonly Role[]): Promise<WaitingRow[]> {
  const rows = await queryPrepared<Omit<Columns<WaitingEntry>, 'snapshot'> & { place: number | null }>(
    trx,
    `SELECT id, version, person_id, email, state, size, limit_amount, currency, created_at, placed_at, rests_until, offers, end_reason,
       CASE WHEN waiting_is_placed(state) THEN (row_number() OVER (PARTITION BY waiting_is_placed(state) ORDER BY placed_at, id))::int END AS place
     FROM waiting_entries WHERE event_id = $1
     ORDER BY waiting_is_placed(state) DESC, waiting_is_open(state) DESC, placed_at, id LIMIT ${mostEntries}`,
    [eventId],
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    place: row.place,
    email: emailFor(roles, row.email),
    hasAccount: row.person_id !== null,
    state: row.state,
    size: row.size,
    limit: row.limit_amount === null ? null : { amount: row.limit_amount, currency: row.currency },
    joinedAt: row.created_at.toISOString(),
    placedAt: row.placed_at?.toISOString() ?? null,
    restsUntil: row.rests_until?.toISOString() ?? null,
    offers: row.offers,
    endReason: row.end_reason,
  }));
}

interface OfferRow extends Columns<WaitingOffer> {
  email: string;
  code: string;
  order_state: string;
  expires_at: Date;
  section: string | null;
  row: string | null;
  ticket_type: string;
  seats: number[];
}

async function offersIn(trx: Trx, eventId: string, roles: readonly Role[]): Promise<ServedOffer[]> {
  const rows = await queryPrepared<OfferRow>(
    trx,
    `SELECT o.*, e.email, r.code, r.state AS order_state, r.expires_at, l.section, l."row", i.ticket_type, i.seats
     FROM waiting_offers o JOIN waiting_entries e ON e.id = o.entry_id JOIN reservations_orders r ON r.id = o.reservation_id
       JOIN reservations_lines i ON i.reservation_id = r.id JOIN listings_offered l ON l.id = i.listing_id
     WHERE o.event_id = $1 ORDER BY o.made_at DESC, o.place DESC, o.id DESC LIMIT ${mostOffers}`,
    [eventId],
  );
  return rows.map((row) => ({
    id: row.id,
    entryId: row.entry_id,
    email: emailFor(roles, row.email),
    order: { id: row.reservation_id, code: row.code, state: row.order_state },
    madeAt: row.made_at.toISOString(),
    until: row.expires_at.toISOString(),
    outcome: row.outcome,
    endedAt: row.ended_at?.toISOString() ?? null,
    place: row.place,
    size: row.size,
    limit: row.limit_amount === null ? null : { amount: row.limit_amount, currency: row.currency },
    price: { amount: row.price_amount, currency: row.currency },
    tickets:
      row.section === null || row.row === null
        ? `${row.ticket_type} × ${row.size}`
        : `${row.section} / ${row.row} / ${seatText(row.seats)}`,
    candidates: row.candidates,
    passed: row.passed,
  }));
}

/** Turns an event's list off, or on again. Who waits keeps the place. @throws Problem `not_found` */
export async function switchList(
  trx: Trx,
  eventId: string,
  isOn: boolean,
  principal: Principal,
): Promise<void> {
  const [event] = await queryPrepared(trx, 'SELECT 1 FROM catalog_calendar WHERE id = $1', [eventId]);
  if (!event) throw notFound('event');
  await queryPrepared(trx, 'INSERT INTO waiting_lists (event_id) VALUES ($1) ON CONFLICT DO NOTHING', [
    eventId,
  ]);
  const [before] = await queryPrepared<{ is_on: boolean }>(
    trx,
    'SELECT is_on FROM waiting_lists WHERE event_id = $1 FOR UPDATE',
    [eventId],
  );
  if (before?.is_on === isOn) return;
  await queryPrepared(trx, 'UPDATE waiting_lists SET is_on = $2 WHERE event_id = $1', [eventId, isOn]);
  await audit(trx, principal, [
    { what: 'waitingList.switch', subject: eventId, before: { isOn: !isOn }, after: { isOn } },
  ]);
}
