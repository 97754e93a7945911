/** Lets a fan in with a code of ours: each ticket once, whichever phone reads it first. */
import type { Scanned, ScanResult, scan } from '@holdfast/shared/gate';
import { dayOfWeek } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { raw } from 'objection';
import type { z } from 'zod';
import { refundUnderway } from '../payments/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { type CodedTicket, formerCode, lockTicketOfCode } from '../tickets/index.ts';
import { Admission } from './Admission.ts';
import { admissionOf, placeText, readGateEvent } from './queries.ts';

interface Found {
  place: string;
  /** With its day: two may have one name. */
  eventName: string;
  /** Whether a refund is under way for it. */
  isRefunding: boolean;
  /** Whether the code is of ours: a game's gate is the team's. */
  isOwn: boolean;
}

async function about(
  trx: Trx,
  { id, listing_id, event_id, reservation_id, ...place }: CodedTicket,
): Promise<Found> {
  const [row] = await queryPrepared<{
    name: string;
    kind: string;
    starts_at: Date;
    time_zone: string;
    ticket_type: string;
    refunding: boolean;
  }>(
    trx,
    `SELECT e.name, e.kind, e.starts_at, e.time_zone, l.ticket_type,
       ${refundUnderway('$3', '$4')} AS refunding
     FROM catalog_events_named e, listings_offered l WHERE e.id = $1 AND l.id = $2`,
    [event_id, listing_id, id, reservation_id],
  );
  if (!row) throw new Error(`${id} has no event or no listing`);
  return {
    place: placeText({ ...place, ticket_type: row.ticket_type }),
    eventName: `${row.name}, ${dayOfWeek(row.starts_at.toISOString(), row.time_zone)}`,
    isRefunding: row.refunding,
    isOwn: row.kind === 'own',
  };
}

/** Whoever shows such a code had the ticket once. */
const sentOnText = (endedAt: Date, zone: string): string =>
  `Its ticket was sent on to somebody else on ${DateTime.fromJSDate(endedAt, { zone }).toFormat('LLLL d, h:mm a')}. This code is dead since; the new one lets in.`;

/**
 * The ticket's row is locked, so that two scans and a refund come one after the other.
 * @throws Problem `not_found` for what is no event of our own
 */
export async function scanCode(
  trx: Trx,
  eventId: string,
  { code, gate }: z.output<typeof scan>,
  principal: Principal,
): Promise<Scanned> {
  const before = await readGateEvent(trx, eventId);
  const answer = async (
    result: ScanResult,
    text: string,
    { ticketId = null, place = null }: { ticketId?: string | null; place?: string | null } = {},
  ): Promise<Scanned> => ({
    result,
    text,
    place,
    admission: ticketId === null ? null : await admissionOf(trx, ticketId),
    event: result === 'admitted' ? await readGateEvent(trx, eventId) : before,
  });
  const ticket = await lockTicketOfCode(trx, code);
  if (!ticket) {
    const former = await formerCode(trx, code);
    if (former === null) return answer('unknown', 'No ticket has this code. It isn’t one of ours.');
    return answer('sentOn', sentOnText(former.ended_at, before.timeZone));
  }
  const { place, eventName, isRefunding, isOwn } = await about(trx, ticket);
  const named = { ticketId: ticket.id, place };
  if (ticket.event_id !== eventId)
    return answer(
      'wrongEvent',
      isOwn
        ? `This ticket is for ${eventName}.`
        : `This ticket is for ${eventName}, whose gate is the team’s.`,
      { place },
    );
  if (ticket.state === 'refunded')
    return answer('refunded', 'This ticket was refunded. It doesn’t let in.', named);
  if (isRefunding)
    return answer('refunded', 'The money for this ticket is on its way back. It doesn’t let in.', named);
  if (before.status === 'cancelled') return answer('notOpen', 'This event is canceled.', named);
  if (before.status === 'postponed')
    return answer('notOpen', 'This event is postponed. Its tickets stay good for the new date.', named);
  if (!before.isOpen)
    return answer(
      'notOpen',
      'Codes of this event are taken from 24 hours before its start to 24 hours after.',
      named,
    );
  const id = newId('admission');
  const made = await queryPrepared(
    trx,
    `INSERT INTO gate_admissions (id, ticket_id, event_id, reservation_id, gate, admitted_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (ticket_id) WHERE undone_at IS NULL DO NOTHING RETURNING id`,
    [id, ticket.id, eventId, ticket.reservation_id, gate, principal.by],
  );
  if (made.length === 0)
    return answer('alreadyAdmitted', 'Somebody came in with this ticket already.', named);
  await audit(trx, principal, [
    { what: 'admission.admit', subject: ticket.id, before: null, after: { admissionId: id, eventId, gate } },
  ]);
  return answer('admitted', 'Let them in.', named);
}

/**
 * Takes an admission back: the code lets in once more.
 * @throws Problem `not_found`; `nothing_to_do` for one that was taken back
 */
export async function undoAdmission(
  trx: Trx,
  id: string,
  reason: string,
  principal: Principal,
): Promise<{ eventId: string }> {
  const found = await Admission.query(trx).findById(id).forUpdate();
  if (!found) throw notFound('admission');
  if (found.undoneAt !== null)
    throw new Problem('nothing_to_do', 'This admission was taken back already. The code lets in once more.');
  await Admission.query(trx)
    .findById(id)
    .patch({ undoneBy: principal.by, undoneAt: raw('now()'), undoReason: reason });
  await audit(trx, principal, [
    {
      what: 'admission.undo',
      subject: found.ticketId,
      reason,
      before: { admissionId: id, gate: found.gate, undone: false },
      after: { undone: true },
    },
  ]);
  return { eventId: found.eventId };
}
