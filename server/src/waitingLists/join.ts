/** A fan joins the waiting list of an event. */
import type { joinWaitingList } from '@holdfast/shared/waitingLists';
import { type WaitingMail, waitingMachine } from '@holdfast/shared/waitingLists/machines';
import type { z } from 'zod';
import type { WrittenTo } from '../accounts/index.ts';
import { instantOf } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { jobs } from '../platform/jobs/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { refuseAboveLimit } from '../tickets/index.ts';
import { isListOn } from './readEntries.ts';
import { WaitingEntry } from './WaitingEntry.ts';

/** Who joins. */
export interface Joining extends WrittenTo {
  fanId: string;
}

interface Event {
  id: string;
  status: string;
  is_ahead: boolean;
  max_per_type: number;
  currency: string;
}

/**
 * One open entry for each address and event. Who asks again gets another email about the one that is there, which stays as it is.
 * @returns the entry's id
 * @throws Problem `not_found`; `not_on_sale` where nobody can wait for it; `validation_failed` for more tickets than one fan may have
 */
export async function joinList(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  eventId: string,
  { size, limitAmount }: z.output<typeof joinWaitingList>,
  joining: Joining,
): Promise<string> {
  const event = await eventToWaitFor(trx, eventId);
  refuseAboveLimit(size, event.max_per_type);
  await queryPrepared(trx, 'INSERT INTO waiting_lists (event_id) VALUES ($1) ON CONFLICT DO NOTHING', [
    eventId,
  ]);
  // Whoever joins with the same address at this moment waits here, and finds this one's entry.
  await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `waiting ${eventId} ${joining.email.toLowerCase()}`,
  ]);
  const open = await WaitingEntry.query(trx)
    .findOne({ event_id: eventId })
    .whereRaw('lower(email) = lower(?) AND waiting_is_open(state)', [joining.email]);
  if (open) {
    await mailAgain(trx, open, joining.isConfirmed);
    return open.id;
  }
  return create(trx, { engine }, event, { size, limitAmount }, joining);
}

async function eventToWaitFor(trx: Trx, eventId: string): Promise<Event> {
  const [event] = await queryPrepared<Event>(
    trx,
    'SELECT id, status, starts_at > now() AS is_ahead, max_per_type, currency FROM catalog_calendar WHERE id = $1',
    [eventId],
  );
  if (!event) throw notFound('event');
  const isAhead = event.status === 'postponed' || (event.status !== 'cancelled' && event.is_ahead);
  if (!isAhead)
    throw new Problem(
      'not_on_sale',
      'Nothing more is sold for this event, so nobody can wait for its tickets.',
    );
  if (!(await isListOn(trx, eventId)))
    throw new Problem('not_on_sale', 'The waiting list of this event is closed for now.');
  return event;
}

async function create(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  { id: eventId, currency }: Event,
  { size, limitAmount }: { size: number; limitAmount: number | null },
  { fanId, personId, email, isConfirmed }: Joining,
): Promise<string> {
  const at = await instantOf(trx);
  const created = engine.create(waitingMachine, {
    id: newId('waitingEntry'),
    input: { size, limitAmount, isConfirmed, at },
    at,
    by: fanId,
  });
  await WaitingEntry.query(trx).insert({
    id: created.id,
    eventId,
    personId,
    fanId,
    holderId: newId('fan'),
    email,
    size,
    limitAmount,
    currency,
    placedAt: isConfirmed ? new Date(at) : null,
    offers: 0,
    lapses: 0,
    createdAt: new Date(at),
    state: created.state as WaitingEntry['state'],
    snapshot: created.snapshot,
    machineVersion: created.machineVersion,
    version: 1,
  });
  await engine.recordCreated(trx, [created]);
  return created.id;
}

/** The same page says it to who is signed in; everybody else is told by email alone, so that nobody learns who waits. */
async function mailAgain(
  trx: Trx,
  { id, state, version, offerId }: WaitingEntry,
  isConfirmed: boolean,
): Promise<void> {
  if (isConfirmed) return;
  const what: WaitingMail = state === 'unconfirmed' ? 'confirm' : 'inLine';
  const again = newId('request');
  await jobs.add(trx, [
    {
      task: 'waitingLists.mail',
      key: `waitingLists.mail/${id}/${again}`,
      payload: { entryId: id, what, version, offerId, again },
    },
  ]);
}
