/** Somebody sends tickets that they have to a friend. */
import { obstacleTexts, type sendTickets } from '@holdfast/shared/handovers';
import { type HandoverEventStatus, handoverMachine } from '@holdfast/shared/handovers/machines';
import type { z } from 'zod';
import { refuseBlocked } from '../blocks/index.ts';
import { instantOf } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { lockTickets } from '../tickets/index.ts';
import { Handover } from './Handover.ts';
import { obstacleOf, placeOfTicket, ticketsOfOrder, whyNotSent } from './ownTickets.ts';

/** Who sends, and by what they have the tickets. */
export interface Sender {
  reservationId: string;
  /** The handover by which they got them; null: they are the order's fan. */
  fromId: string | null;
  /** Their address; null: none is known. */
  email: string | null;
  /** An account, or the guest of a browser. */
  by: string;
}

/** How an event stands, in the words of the machine. */
export const statusOf = (status: string): HandoverEventStatus =>
  status === 'postponed' || status === 'cancelled' ? status : 'scheduled';

/**
 * The friend is emailed; the sender's codes stay good until the friend accepts.
 * @returns the handover's id
 * @throws Problem `validation_failed` by field, `not_on_sale` where none of the order can be sent, `buyer_blocked`
 */
export async function sendHandover(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  { reservationId, fromId, email, by }: Sender,
  { ticketIds, fromName, toName, toEmail }: z.output<typeof sendTickets>,
): Promise<string> {
  const wanted = [...new Set(ticketIds)];
  await lockTickets(trx, wanted);
  const whyNot = await whyNotSent(trx, reservationId);
  if (whyNot !== null) throw new Problem('not_on_sale', whyNot);
  await refuseBlocked(trx, { fanId: by, emails: [email] }, 'Nothing was sent.');
  if (email?.toLowerCase() === toEmail.toLowerCase())
    throw refusedField('toEmail', 'That is your own address. Give your friend’s.');
  await requireSendable(trx, { reservationId, fromId }, wanted);
  const [event] = await queryPrepared<{ id: string; starts_at: Date; status: string }>(
    trx,
    `SELECT e.id, e.starts_at, e.status FROM reservations_orders r JOIN catalog_calendar e ON e.id = r.event_id WHERE r.id = $1`,
    [reservationId],
  );
  if (!event) throw new Error(`${reservationId} has no event`);
  const at = await instantOf(trx);
  const eventStatus = statusOf(event.status);
  const created = engine.create(handoverMachine, {
    id: newId('handover'),
    input: { ticketIds: wanted, at, startsAt: event.starts_at.toISOString(), eventStatus },
    at,
    by,
  });
  await Handover.query(trx).insert({
    id: created.id,
    reservationId,
    eventId: event.id,
    fromId,
    sentBy: by,
    fromName,
    toName,
    toEmail,
    personId: null,
    startsAt: event.starts_at,
    eventStatus,
    createdAt: new Date(at),
    acceptedAt: null,
    endedAt: null,
    state: created.state as Handover['state'],
    snapshot: created.snapshot,
    machineVersion: created.machineVersion,
    version: 1,
  });
  await queryPrepared(
    trx,
    'INSERT INTO handover_tickets (handover_id, ticket_id, is_open) SELECT $1, id, true FROM unnest($2::text[]) AS id',
    [created.id, wanted],
  );
  await engine.recordCreated(trx, [created]);
  return created.id;
}

const refusedField = (field: string, message: string) => fieldsRefused([{ field, code: 'invalid', message }]);

async function requireSendable(
  trx: Trx,
  { reservationId, fromId }: Pick<Sender, 'reservationId' | 'fromId'>,
  wanted: readonly string[],
): Promise<void> {
  const theirs = new Map(
    (await ticketsOfOrder(trx, reservationId))
      .filter(({ holder_id: holderId }) => holderId === fromId)
      .map((ticket) => [ticket.id, ticket]),
  );
  for (const id of wanted) {
    const ticket = theirs.get(id);
    if (!ticket)
      throw refusedField(
        'ticketIds',
        'You don’t have one of these tickets any more. Look at the page again.',
      );
    const obstacle = obstacleOf(ticket);
    if (obstacle !== null)
      throw refusedField('ticketIds', `${placeOfTicket(ticket)}: the ticket ${obstacleTexts[obstacle]}.`);
  }
}
