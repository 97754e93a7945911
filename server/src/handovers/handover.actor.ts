/** The machine of a handover, tied to its row and to the codes of its tickets. */
import { handoverContext, handoverMachine } from '@holdfast/shared/handovers/machines';
import { type ActionCall, defineActor, type FollowUp, followUp } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { handOnTickets, lockTickets } from '../tickets/index.ts';

type Calls<Name extends string> = ActionCall<typeof handoverMachine, Name>[];

/** The last of several calls in one batch is the one that stays on the row. */
async function keepRow(trx: Trx, calls: Calls<'keepRow'>): Promise<void> {
  const last = [...new Map(calls.map((call) => [call.actorId, call])).values()];
  const { from, value } = records(
    last.map(({ actorId: id, context: { startsAt, eventStatus }, at }) => ({
      id,
      startsAt,
      eventStatus,
      at,
    })),
    { id: 'text', startsAt: 'timestamptz', eventStatus: 'text', at: 'timestamptz' },
  );
  await queryPrepared(
    trx,
    `UPDATE handovers h SET starts_at = n.starts_at, event_status = n.event_status,
       accepted_at = coalesce(h.accepted_at, CASE WHEN handover_is_accepted(h.state) THEN n.at END),
       ended_at = CASE WHEN NOT handover_is_open(h.state) AND NOT handover_is_accepted(h.state) THEN n.at END
     FROM ${from} WHERE h.id = n.id`,
    [value],
  );
  await queryPrepared(
    trx,
    `UPDATE handover_tickets t SET is_open = false FROM handovers h
     WHERE h.id = t.handover_id AND t.is_open AND NOT handover_is_open(h.state) AND h.id = ANY($1::text[])`,
    [last.map(({ actorId }) => actorId)],
  );
}

async function handOver(trx: Trx, calls: Calls<'handOver'>): Promise<void> {
  await handOnTickets(
    trx,
    calls.flatMap(({ actorId: holderId, context: { ticketIds } }) =>
      ticketIds.map((ticketId) => ({ ticketId, holderId })),
    ),
  );
}

/** What was sent on stays where it is; what waits for another friend's answer ends, since its sender has it no more. */
async function returnTickets(trx: Trx, calls: Calls<'returnTickets'>): Promise<FollowUp[]> {
  const ids = calls.map(({ actorId }) => actorId);
  await lockTickets(
    trx,
    calls.flatMap(({ context }) => context.ticketIds),
  );
  const held = await queryPrepared<{ id: string; from_id: string | null }>(
    trx,
    `SELECT t.id, h.from_id FROM handovers h JOIN handover_tickets n ON n.handover_id = h.id
       JOIN tickets_admissions t ON t.id = n.ticket_id AND t.holder_id = h.id AND t.state = 'sold'
     WHERE h.id = ANY($1::text[])`,
    [ids],
  );
  await handOnTickets(
    trx,
    held.map(({ id: ticketId, from_id: holderId }) => ({ ticketId, holderId })),
  );
  const sentOn = await queryPrepared<{ id: string; from_id: string }>(
    trx,
    'SELECT id, from_id FROM handovers WHERE from_id = ANY($1::text[]) AND handover_is_open(state)',
    [ids],
  );
  return sentOn.map(({ id, from_id: fromId }) => {
    const call = calls.find(({ actorId }) => actorId === fromId) as (typeof calls)[number];
    return followUp(call, handoverMachine, id, { type: 'end' }, { mayBeRefused: true });
  });
}

/** The actor. */
export const handoverActor = defineActor(handoverMachine, {
  prefix: 'hnd',
  table: 'handovers',
  context: handoverContext,
  messages: {
    accept: null,
    decline: null,
    takeBack: null,
    end: { label: 'End this handover', needsReason: true },
    eventChanged: null,
    ticketsVoided: null,
  },
  inTransaction: { keepRow, handOver, returnTickets },
  jobs: {
    mail: ({ actorId, version, message, params: { what } }) => ({
      task: 'handovers.mail',
      payload: {
        handoverId: actorId,
        what,
        version,
        voided: message.type === 'ticketsVoided' ? message.ticketIds.length : 0,
      },
    }),
  },
});
