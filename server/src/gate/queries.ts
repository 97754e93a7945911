/** The gate's events, their counts, and who was let in. */
import {
  type Admission,
  type GateEvent,
  type GateNow,
  gateClosesAfterMs,
  gateOpensBeforeMs,
} from '@holdfast/shared/gate';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';

interface EventRow {
  id: string;
  name: string;
  venue_name: string;
  time_zone: string;
  starts_at: Date;
  status: GateEvent['status'];
  sold: number;
  admitted: number;
  now: Date;
}

/** Tickets of an event that let in, by the index over its listings. */
const sold = `(SELECT count(*)::int FROM listings_offered l JOIN tickets_admissions t ON t.listing_id = l.id AND t.state = 'sold'
   WHERE l.event_id = e.id)`;
const admitted =
  '(SELECT count(*)::int FROM gate_admissions a WHERE a.event_id = e.id AND a.undone_at IS NULL)';
const columns = `e.id, e.name, e.venue_name, e.time_zone, e.starts_at, e.status, ${sold} AS sold, ${admitted} AS admitted, now() AS now`;

function present({ venue_name: venue, time_zone: timeZone, starts_at, now, ...row }: EventRow): GateEvent {
  const opens = starts_at.getTime() - gateOpensBeforeMs;
  const isTime = now.getTime() >= opens && now.getTime() < starts_at.getTime() + gateClosesAfterMs;
  return {
    ...row,
    venue,
    timeZone,
    startsAt: starts_at.toISOString(),
    isOpen: row.status === 'scheduled' && isTime,
    opensAt: new Date(opens).toISOString(),
  };
}

/** Own events whose gate is open or opens within a week, the next one first. */
export async function gateEventsNow(trx: Trx): Promise<GateEvent[]> {
  const rows = await queryPrepared<EventRow>(
    trx,
    `SELECT ${columns} FROM catalog_events_named e
     WHERE e.kind = 'own' AND e.starts_at > now() - make_interval(secs => $1) AND e.starts_at < now() + interval '8 days'
     ORDER BY e.starts_at, e.id LIMIT 50`,
    [gateClosesAfterMs / 1000],
  );
  return rows.map(present);
}

/** @throws Problem `not_found` for what is no event of our own */
export async function readGateEvent(trx: Trx, id: string): Promise<GateEvent> {
  const [row] = await queryPrepared<EventRow>(
    trx,
    `SELECT ${columns} FROM catalog_events_named e WHERE e.id = $1 AND e.kind = 'own'`,
    [id],
  );
  if (!row) throw notFound('event');
  return present(row);
}

interface PlaceRow {
  section: string | null;
  row: string | null;
  seat: number | null;
  ticket_type: string;
}

/** "VIP", or "Section 110, row C, seat 4". */
export const placeText = ({ section, row, seat, ticket_type }: PlaceRow): string =>
  seat === null ? ticket_type : `Section ${section}, row ${row}, seat ${seat}`;

interface AdmissionRow extends PlaceRow {
  id: string;
  gate: string;
  name: string;
  admitted_at: Date;
}

const admissionColumns = 'a.id, a.gate, p.name, a.admitted_at, t.section, t."row", t.seat, l.ticket_type';
const admissionTables = `gate_admissions a JOIN accounts_people_named p ON p.id = a.admitted_by
  JOIN tickets_admissions t ON t.id = a.ticket_id JOIN listings_offered l ON l.id = t.listing_id`;
const presentAdmission = ({ id, gate, name, admitted_at, ...place }: AdmissionRow): Admission => ({
  id,
  place: placeText(place),
  gate,
  by: name,
  at: admitted_at.toISOString(),
});

/** The admission that stands of a ticket; null: none does. */
export async function admissionOf(trx: Trx, ticketId: string): Promise<Admission | null> {
  const [row] = await queryPrepared<AdmissionRow>(
    trx,
    `SELECT ${admissionColumns} FROM ${admissionTables} WHERE a.ticket_id = $1 AND a.undone_at IS NULL`,
    [ticketId],
  );
  return row ? presentAdmission(row) : null;
}

/** @throws Problem `not_found` */
export async function readGate(trx: Trx, eventId: string): Promise<GateNow> {
  const event = await readGateEvent(trx, eventId);
  const types = await queryPrepared<{ name: string; sold: number; admitted: number }>(
    trx,
    `SELECT coalesce('Section ' || l.section, l.ticket_type) AS name, count(*)::int AS sold, count(a.id)::int AS admitted
     FROM listings_offered l JOIN tickets_admissions t ON t.listing_id = l.id AND t.state = 'sold'
     LEFT JOIN gate_admissions a ON a.ticket_id = t.id AND a.undone_at IS NULL
     WHERE l.event_id = $1 GROUP BY 1 ORDER BY min(coalesce('Section ' || l.section, l.ticket_type)) COLLATE place_order`,
    [eventId],
  );
  const newest = await queryPrepared<AdmissionRow>(
    trx,
    `SELECT ${admissionColumns} FROM ${admissionTables} WHERE a.event_id = $1 AND a.undone_at IS NULL
     ORDER BY a.admitted_at DESC, a.id DESC LIMIT 20`,
    [eventId],
  );
  return { event, types, newest: newest.map(presentAdmission), serverNow: new Date().toISOString() };
}
