/** Handovers as their senders, their friends and support read them. */
import type { Handover as HandoverShown, Sending, SentHandover } from '@holdfast/shared/handovers';
import qrcode from 'qrcode';
import { maskedEmail } from '../accounts/index.ts';
import { eventsById } from '../catalog/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import type { StoredActor } from '../reservations/index.ts';
import { ticketIdsOf } from './answers.ts';
import { Handover } from './Handover.ts';
import { obstacleOf, placeOfTicket, type TicketRow, ticketsOfOrder, whyNotSent } from './ownTickets.ts';
import { handoverToken } from './token.ts';

/** By what somebody has tickets: an order, or a handover that they accepted. */
export interface Having {
  reservationId: string;
  fromId: string | null;
}

/**
 * What somebody sent of the tickets that they have or had, and what they can send.
 * @param fromName theirs, as it is known
 */
export async function readSending(
  trx: Trx,
  { reservationId, fromId }: Having,
  fromName: string,
): Promise<Sending> {
  const rows = await Handover.query(trx)
    .where({ reservation_id: reservationId, from_id: fromId })
    .orderBy('id', 'desc');
  const tickets = (await ticketsOfOrder(trx, reservationId)).filter(
    ({ holder_id: holderId, state }) => holderId === fromId && state === 'sold',
  );
  return {
    tickets: tickets.map((ticket) => ({
      id: ticket.id,
      place: placeOfTicket(ticket),
      obstacle: obstacleOf(ticket),
    })),
    whyNot: await whyNotSent(trx, reservationId),
    sent: presentSent(rows, await sentTickets(trx, rows)),
    fromName: fromName || (rows[0]?.fromName ?? ''),
  };
}

async function sentTickets(trx: Trx, rows: readonly Handover[]): Promise<Map<string, string[]>> {
  const sent = await queryPrepared<{ handover_id: string; ticket_ids: string[] }>(
    trx,
    `SELECT handover_id, array_agg(ticket_id ORDER BY ticket_id) AS ticket_ids FROM handover_tickets
     WHERE handover_id = ANY($1::text[]) GROUP BY handover_id`,
    [rows.map(({ id }) => id)],
  );
  return new Map(sent.map(({ handover_id: id, ticket_ids: ticketIds }) => [id, ticketIds]));
}

const presentSent = (rows: readonly Handover[], tickets: ReadonlyMap<string, string[]>): SentHandover[] =>
  rows.map((row) => ({
    id: row.id,
    state: row.state,
    toName: row.toName,
    toEmail: maskedEmail(row.toEmail),
    ticketIds: tickets.get(row.id) ?? [],
    sentAt: row.createdAt.toISOString(),
    answeredAt: (row.endedAt ?? row.acceptedAt)?.toISOString() ?? null,
  }));

/** The name of an account; empty: a guest. */
export async function nameOfPerson(trx: Trx, personId: string | null): Promise<string> {
  const [person] = await queryPrepared<{ name: string }>(
    trx,
    'SELECT name FROM accounts_people_named WHERE id = $1',
    [personId],
  );
  return person?.name ?? '';
}

/** @throws Problem `not_found` */
export async function readHandover(trx: Trx, app: AppContext, id: string): Promise<HandoverShown> {
  const row = await Handover.query(trx).findById(id);
  if (!row) throw notFound('handover');
  return presentHandover(trx, app, row);
}

async function presentHandover(
  trx: Trx,
  app: Pick<AppContext, 'secret'>,
  row: Handover,
): Promise<HandoverShown> {
  const event = (await eventsById(trx, [row.eventId])).get(row.eventId);
  if (!event) throw new Error(`${row.id} is for an event that is gone`);
  const ids = await ticketIdsOf(trx, row.id);
  const tickets = (await ticketsOfOrder(trx, row.reservationId)).filter((ticket) => ids.includes(ticket.id));
  const having = { reservationId: row.reservationId, fromId: row.id };
  return {
    id: row.id,
    token: handoverToken(app, row.id),
    state: row.state,
    event,
    fromName: row.fromName,
    toName: row.toName,
    sentAt: row.createdAt.toISOString(),
    tickets: await Promise.all(tickets.map((ticket) => presentTicket(row, ticket))),
    sending: row.acceptedAt === null ? null : await readSending(trx, having, row.toName),
  };
}

type ShownTicket = HandoverShown['tickets'][number];

/** Where a ticket of a handover is, for the friend. */
export function ticketStateOf(
  { id, state, fromId }: Pick<Handover, 'id' | 'state' | 'fromId'>,
  ticket: Pick<TicketRow, 'state' | 'holder_id'>,
): ShownTicket['state'] {
  if (state === 'sent' || state === 'undated')
    return ticket.state === 'sold' && ticket.holder_id === fromId ? 'offered' : 'gone';
  if (ticket.holder_id === id) return ticket.state === 'refunded' ? 'void' : 'yours';
  return state === 'accepted' ? 'sentOn' : 'gone';
}

async function presentTicket(row: Handover, ticket: TicketRow): Promise<ShownTicket> {
  const state = ticketStateOf(row, ticket);
  const code = state === 'yours' ? ticket.code : null;
  return {
    id: ticket.id,
    place: placeOfTicket(ticket),
    disclosure: ticket.disclosure,
    state,
    code,
    // Four modules of quiet zone, dark on white (ISO/IEC 18004).
    qr:
      code === null
        ? null
        : await qrcode.toString(code, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' }),
    admittedAt: state === 'yours' ? (ticket.admitted_at?.toISOString() ?? null) : null,
  };
}

/** What an account was sent: what it accepted, and what waits at its confirmed address; newest first. */
export async function handoversOf(
  trx: Trx,
  app: AppContext,
  { personId, confirmedEmail }: { personId: string; confirmedEmail: string | null },
): Promise<HandoverShown[]> {
  const rows = await Handover.query(trx)
    .whereRaw(`(person_id = ? OR (to_email <> '' AND lower(to_email) = lower(?)))`, [
      personId,
      confirmedEmail ?? '',
    ])
    .whereRaw('(handover_is_open(state) OR handover_is_accepted(state))')
    .orderBy('id', 'desc')
    .limit(50);
  const shown: HandoverShown[] = [];
  for (const row of rows) shown.push(await presentHandover(trx, app, row));
  return shown;
}

/** A handover as its engine stores it, and to whom it is, for support's page. */
export interface HandoverActor extends StoredActor {
  to_name: string;
  to_email: string;
}

/** Those of an order, oldest first. */
export const handoverActors = (trx: Trx, reservationId: string): Promise<HandoverActor[]> =>
  queryPrepared<HandoverActor>(
    trx,
    'SELECT id, state, version, snapshot, machine_version, to_name, to_email FROM handovers WHERE reservation_id = $1 ORDER BY id',
    [reservationId],
  );
