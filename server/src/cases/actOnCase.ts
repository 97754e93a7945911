/** What a person does to a case: let it rest, bring it back, close it, open it again, comment. */
import type { Role } from '@holdfast/shared/accounts';
import { caseMachine } from '@holdfast/shared/cases/machines';
import { type Engine, type MessageOf, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { lockCase } from './lockCase.ts';

/** Who acts on a case. */
export interface Acting {
  roles: readonly Role[];
  principal: Principal;
}

/** The longest rest, milliseconds. */
const longestRestMs = 90 * 24 * 60 * 60_000;

/** @throws Problem `not_found`, `version_conflict`, `transition_refused` with what it accepts */
export async function stepCase(
  trx: Trx,
  engine: Engine,
  id: string,
  {
    message,
    version,
    reason,
  }: {
    message: Extract<MessageOf<typeof caseMachine>, { type: 'snooze' | 'wake' | 'close' | 'reopen' }>;
    version: number;
    reason?: string;
  },
  { roles, principal }: Acting,
): Promise<void> {
  const before = await lockCase(trx, id, roles);
  const sent = { by: principal.by, version, ...(reason === undefined ? {} : { reason }) };
  const [outcome] = await engine.apply(trx, [messageTo(caseMachine, id, message, sent)]);
  if (outcome?.kind === 'stale')
    throw new Problem(
      'version_conflict',
      'This case changed since you opened it. Nothing was changed. Look at it again.',
    );
  if (outcome?.kind !== 'applied')
    throw new Problem('transition_refused', 'This case doesn’t accept that now. Nothing was changed.', {
      accepts: outcome?.kind === 'refused' ? outcome.accepts : [],
    });
  await audit(trx, principal, [
    {
      what: `case.${message.type}`,
      subject: id,
      ...(reason === undefined ? {} : { reason }),
      before: { state: before.state },
      after: { state: outcome.state, ...(message.type === 'snooze' ? { until: message.until } : {}) },
    },
  ]);
}

/** @throws Problem `validation_failed` unless it lies ahead, and within 90 days */
export function requireMoment(until: string, now: number): void {
  const ms = Date.parse(until) - now;
  if (ms <= 0 || ms > longestRestMs)
    throw fieldsRefused([
      {
        field: 'until',
        code: ms <= 0 ? 'too_small' : 'too_big',
        message: 'Choose a moment ahead, at most 90 days from now.',
      },
    ]);
}

/** @throws Problem `not_found` */
export async function commentCase(
  trx: Trx,
  id: string,
  text: string,
  { roles, principal }: Acting,
): Promise<void> {
  await lockCase(trx, id, roles);
  await queryPrepared(trx, 'INSERT INTO case_comments (case_id, by, text) VALUES ($1, $2, $3)', [
    id,
    principal.by,
    text,
  ]);
  await audit(trx, principal, [{ what: 'case.comment', subject: id, before: null, after: { text } }]);
}
