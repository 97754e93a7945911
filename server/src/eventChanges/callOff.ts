/**
 * Calling an event off refunds its orders: above the limit a second person approves it, for all of them at once. Sales go on
 * while that waits; postponing the event stops them at once, and asks nobody.
 */

import type { Role } from '@holdfast/shared/accounts';
import type { callOffRequest, EventChange, newEventChange } from '@holdfast/shared/eventChanges';
import { formatMoney, type Money } from '@holdfast/shared/money';
import type { z } from 'zod';
import {
  type ApprovableCommand,
  approvedReason,
  needsSecondPerson,
  rehearse,
  requestApproval,
} from '../approvals/index.ts';
import { holdEvent } from '../catalog/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { changeByHand } from './changeByHand.ts';
import { hitsOfEvent } from './eventHits.ts';

/** The name under which it waits for a second person. */
export const callOffCommand = 'event.cancel';

/** What calling an event off refunds now, and whether that waits for a second person. @throws Problem `not_found` */
export async function callOffRefunds(
  trx: Trx,
  eventId: string,
): Promise<{ refund: Money; secondPerson: boolean }> {
  const { refund } = await hitsOfEvent(trx, eventId);
  return { refund, secondPerson: await needsSecondPerson(trx, refund.amount) };
}

/** Refuses what one person may not call off. @throws Problem `second_person_needed` */
export async function requireOnePerson(trx: Trx, eventId: string): Promise<void> {
  await holdEvent(trx, eventId);
  const { refund, secondPerson } = await callOffRefunds(trx, eventId);
  if (secondPerson)
    throw new Problem(
      'second_person_needed',
      `Calling it off refunds ${formatMoney(refund)}, which one person doesn’t decide. Nothing was changed. Ask a second person on the event’s page; to stop its sales at once, postpone it.`,
    );
}

/**
 * A change by one person. An administrator may do without the second one, and the change says so ever after.
 * @throws Problem as `changeByHand`; `second_person_needed`; `forbidden` for `alone` of anybody else
 */
export async function changeByOne(
  trx: Trx,
  engine: Engine,
  eventId: string,
  change: z.output<typeof newEventChange>,
  { principal, roles }: { principal: Principal; roles: readonly Role[] },
): Promise<EventChange> {
  if (change.alone && !roles.includes('admin'))
    throw new Problem('forbidden', 'Only an administrator does without the second person.');
  if (change.kind === 'cancel' && !change.alone) await requireOnePerson(trx, eventId);
  // Said only where it is true: a change within the limit asks for nobody.
  const alone = change.alone === true && (await callOffRefunds(trx, eventId)).secondPerson;
  return changeByHand(trx, engine, eventId, { ...change, alone }, principal);
}

/** Asks a second person. What isn't possible is refused before. @throws Problem as `changeByHand`; `nothing_to_do` within the limit; `approval_waits` */
export async function askToCallOff(
  trx: Trx,
  engine: Engine,
  eventId: string,
  { reason, seen }: z.output<typeof callOffRequest>,
  principal: Principal,
): Promise<string> {
  await holdEvent(trx, eventId);
  const { refund, secondPerson } = await callOffRefunds(trx, eventId);
  await rehearse(trx, async () => {
    await changeByHand(trx, engine, eventId, { kind: 'cancel', reason, seen }, principal);
  });
  if (!secondPerson)
    throw new Problem(
      'nothing_to_do',
      'Its refunds are within the limit: call it off without a second person.',
    );
  const [event] = await queryPrepared<{ name: string }>(
    trx,
    'SELECT short_name AS name FROM catalog_events_named WHERE id = $1',
    [eventId],
  );
  if (!event) throw notFound('event');
  return requestApproval(
    trx,
    engine,
    {
      command: callOffCommand,
      subject: eventId,
      reservationId: null,
      words: `Call off ${event.name}: ${formatMoney(refund)} to its fans`,
      ...refund,
      body: {},
      reason,
    },
    principal,
  );
}

/**
 * Calls off what a second person approved, as the event stands then. What was sold since it was asked for is refunded too: the
 * approver saw that sum, and sales go on until this moment, so no sum is compared.
 */
export const approvedCallOff = (engine: Engine): ApprovableCommand => ({
  roles: ['staff', 'finance'],
  async run(trx, request, _seenVersion, principal) {
    const { status, startsAt } = await holdEvent(trx, request.subject);
    const reason = approvedReason(request);
    await changeByHand(
      trx,
      engine,
      request.subject,
      { kind: 'cancel', reason, seen: { status, startsAt } },
      principal,
    );
  },
});
