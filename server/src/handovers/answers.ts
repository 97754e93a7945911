/** What friend and sender do with a handover. Who has the secret of its links acts for the friend. */
import { type HandoverMessage, handoverMachine } from '@holdfast/shared/handovers/machines';
import { refuseBlocked } from '../blocks/index.ts';
import { messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { lockTickets } from '../tickets/index.ts';
import { Handover } from './Handover.ts';
import { obstacleOf, ticketsOfOrder, whyNotSent } from './ownTickets.ts';

type Engine = Pick<AppContext, 'engine'>;

const overWords: Record<Handover['state'], string> = {
  sent: 'This isn’t possible now. Look at the page again.',
  undated: 'This isn’t possible now. Look at the page again.',
  accepted: 'The tickets were accepted already.',
  declined: 'The tickets were declined.',
  takenBack: 'The tickets were taken back.',
  lapsed: 'The event began before the tickets were accepted.',
  ended: 'The tickets can’t be accepted any more.',
};

/** With the handover by which the sender has them: it is locked first, since ending it ends this one. */
export async function lockHandover(trx: Trx, id: string): Promise<Handover> {
  const found = await Handover.query(trx).findById(id);
  if (!found) throw notFound('handover');
  const rows = await Handover.query(trx)
    .whereIn('id', [id, ...(found.fromId === null ? [] : [found.fromId])])
    .orderBy('id')
    .forNoKeyUpdate();
  return rows.find((row) => row.id === id) as Handover;
}

/** @throws Problem `transition_refused` with why */
async function tell(
  trx: Trx,
  { engine }: Engine,
  { id, state }: Handover,
  message: HandoverMessage,
  by: string,
): Promise<void> {
  const [outcome] = await engine.apply(trx, [messageTo(handoverMachine, id, message, { by })]);
  if (outcome?.kind === 'refused')
    throw new Problem('transition_refused', overWords[state], {
      state: outcome.state,
      accepts: outcome.accepts,
    });
}

/** Who accepts. */
export interface Friend {
  /** The account, or the guest of the browser. */
  fanId: string;
  /** Null: a guest. */
  personId: string | null;
}

/**
 * The tickets are the friend's, with new codes. Doing it twice changes nothing.
 * @throws Problem `transition_refused` where it is over; `not_on_sale` while the tickets can't change hands; `buyer_blocked`
 */
export async function acceptHandover(trx: Trx, app: Engine, id: string, friend: Friend): Promise<void> {
  const handover = await lockHandover(trx, id);
  if (handover.state === 'accepted') return;
  const ids = await ticketIdsOf(trx, id);
  await lockTickets(trx, ids);
  if (handover.endedAt === null) {
    const whyNot = await whyNotSent(trx, handover.reservationId);
    if (whyNot !== null) throw new Problem('not_on_sale', whyNot);
    await refuseBlocked(trx, { fanId: friend.fanId, emails: [handover.toEmail] }, 'Nothing was accepted.');
    await requireGood(trx, handover, ids);
  }
  await tell(trx, app, handover, { type: 'accept' }, friend.fanId);
  if (friend.personId !== null) await Handover.query(trx).findById(id).patch({ personId: friend.personId });
}

/** The look ends such a one within seconds; until then it must not be accepted. */
async function requireGood(
  trx: Trx,
  { reservationId, fromId }: Handover,
  ids: readonly string[],
): Promise<void> {
  const tickets = (await ticketsOfOrder(trx, reservationId)).filter((ticket) => ids.includes(ticket.id));
  const isGood = tickets.every(
    (ticket) => ticket.holder_id === fromId && [null, 'sent', 'tooOften'].includes(obstacleOf(ticket)),
  );
  if (!isGood || tickets.length < ids.length)
    throw new Problem(
      'not_on_sale',
      'One of these tickets was used or refunded meanwhile. Ask who sent them to send the others again.',
    );
}

/** What a handover sends. */
export async function ticketIdsOf(trx: Trx, id: string): Promise<string[]> {
  const rows = await queryPrepared<{ ticket_id: string }>(
    trx,
    'SELECT ticket_id FROM handover_tickets WHERE handover_id = $1 ORDER BY ticket_id',
    [id],
  );
  return rows.map(({ ticket_id: ticketId }) => ticketId);
}

/** The friend doesn't want them. Doing it twice changes nothing. @throws Problem `transition_refused` where it is over */
export async function declineHandover(trx: Trx, app: Engine, id: string, by: string): Promise<void> {
  const handover = await lockHandover(trx, id);
  if (handover.state !== 'declined') await tell(trx, app, handover, { type: 'decline' }, by);
}

/**
 * The sender takes it back before it is accepted. Doing it twice changes nothing.
 * @param from by what the sender has the tickets
 * @throws Problem `transition_refused` where it is over; `not_found` for somebody else's
 */
export async function takeBackHandover(
  trx: Trx,
  app: Engine,
  id: string,
  from: { reservationId: string; fromId: string | null },
  by: string,
): Promise<void> {
  const handover = await lockHandover(trx, id);
  if (handover.reservationId !== from.reservationId || handover.fromId !== from.fromId)
    throw notFound('handover');
  if (handover.state !== 'takenBack') await tell(trx, app, handover, { type: 'takeBack' }, by);
}
