/** The case's machine, tied to its row. */
import { caseContext, caseMachine } from '@holdfast/shared/cases/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

type Calls<Name extends string> = ActionCall<typeof caseMachine, Name>[];

/** The last of several calls in one batch is the one that stays on the row. */
async function keepRow(trx: Trx, calls: Calls<'keepRow'>): Promise<void> {
  const last = [...new Map(calls.map((call) => [call.actorId, call])).values()];
  const { from, value } = records(
    last.map(({ actorId: id, context, message, reason }) => ({
      id,
      since: context.since,
      occurrence: context.occurrence,
      isPresent: context.isPresent,
      times: context.times,
      alarmedAt: context.alarmedAt,
      snoozedUntil: context.snoozedUntil,
      closedAt: context.closedAt,
      isClosing: message.type === 'close',
      closeReason: reason,
    })),
    {
      id: 'text',
      since: 'timestamptz',
      occurrence: 'text',
      isPresent: 'boolean',
      times: 'integer',
      alarmedAt: 'timestamptz',
      snoozedUntil: 'timestamptz',
      closedAt: 'timestamptz',
      isClosing: 'boolean',
      closeReason: 'text',
    },
  );
  await queryPrepared(
    trx,
    `UPDATE cases c SET since = n.since, occurrence = n.occurrence, is_present = n.is_present, times = n.times,
       alarmed_at = n.alarmed_at, snoozed_until = n.snoozed_until, closed_at = n.closed_at,
       close_reason = CASE WHEN n.closed_at IS NULL THEN NULL WHEN n.is_closing THEN n.close_reason ELSE c.close_reason END
     FROM ${from} WHERE c.id = n.id`,
    [value],
  );
}

export const caseActor = defineActor(caseMachine, {
  prefix: 'cas',
  table: 'cases',
  context: caseContext,
  messages: {
    happen: null,
    causeGone: null,
    snooze: { label: 'Let it rest', needsReason: false },
    wake: { label: 'Bring it back now', needsReason: false },
    close: { label: 'Close', needsReason: true },
    reopen: { label: 'Open again', needsReason: false },
  },
  inTransaction: { keepRow },
  jobs: { alarm: ({ actorId }) => ({ task: 'cases.mailAlarm', payload: { caseId: actorId } }) },
});
