/** One case with all that happened in it. */
import type { Role } from '@holdfast/shared/accounts';
import { type CaseShown, caseKindFacts, caseSteps, kindsOf } from '@holdfast/shared/cases';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { type NamedCase, namedColumns, namedFrom, presentCase } from './caseRows.ts';
import { caseWorkers } from './owners.ts';
import { contactOf } from './threads.ts';

/** @throws Problem `not_found` for one that these roles don't work on */
export async function showCase(
  trx: Trx,
  engine: Engine,
  id: string,
  roles: readonly Role[],
): Promise<CaseShown> {
  const [row] = await queryPrepared<NamedCase>(
    trx,
    `SELECT ${namedColumns} ${namedFrom} WHERE k.id = $1 AND k.kind = ANY($2::text[])`,
    [id, kindsOf(roles)],
  );
  if (!row) throw notFound('case');
  const accepts = (await engine.accepts(trx, [id])).get(id) ?? [];
  return {
    ...presentCase(row),
    remedy: caseKindFacts[row.kind].remedy,
    isPresent: row.is_present,
    closeReason: row.close_reason,
    contact: await contactOf(trx, id),
    accepts: caseSteps.filter((step) =>
      accepts.some(({ message, possible }) => message === step && possible !== 'no'),
    ),
    mayOwn: await caseWorkers(trx, row.kind),
    entries: await entriesOf(trx, id),
  };
}

interface Step {
  message: string;
  payload: Record<string, unknown>;
  at: Date;
  by: string;
  reason: string | null;
  name: string | null;
}

const stepTexts: Record<string, (step: Step) => string> = {
  created: () => 'Opened.',
  happen: () => 'It happened again.',
  causeGone: () => 'Its cause is gone.',
  snooze: ({ payload }) => `Rests until ${String(payload.until)}.`,
  wake: () => 'Brought back.',
  close: ({ reason }) => `Closed: ${reason}`,
  reopen: () => 'Opened again.',
};

function textOf(step: Step): string {
  if (step.message.startsWith('xstate.after.alarm')) return 'Five minutes are over: it is an alarm.';
  if (step.message.startsWith('xstate.after.snooze')) return 'The rest is over.';
  return stepTexts[step.message]?.(step) ?? step.message;
}

async function entriesOf(trx: Trx, id: string): Promise<CaseShown['entries']> {
  const steps = await queryPrepared<Step>(
    trx,
    `SELECT t.message, t.payload, t.at, t.by, t.reason, p.name FROM platform_transition_log t
     LEFT JOIN accounts_people_named p ON p.id = t.by WHERE t.actor_id = $1 ORDER BY t.version`,
    [id],
  );
  const comments = await queryPrepared<{ at: Date; by: string; text: string; name: string | null }>(
    trx,
    `SELECT c.at, c.by, c.text, p.name FROM case_comments c LEFT JOIN accounts_people_named p ON p.id = c.by
     WHERE c.case_id = $1 ORDER BY c.id`,
    [id],
  );
  const messages = await queryPrepared<{ at: Date; by: string | null; text: string; name: string | null }>(
    trx,
    `SELECT m.at, m.by, m.text, p.name FROM case_messages m LEFT JOIN accounts_people_named p ON p.id = m.by
     WHERE m.case_id = $1 ORDER BY m.id`,
    [id],
  );
  const entries: CaseShown['entries'] = [
    ...messages.map(({ at, by, text, name }) => ({
      at: at.toISOString(),
      by: by === null ? 'the fan' : (name ?? by),
      what: by === null ? ('fromFan' as const) : ('toFan' as const),
      text,
    })),
    ...steps.map((step) => ({
      at: step.at.toISOString(),
      by: step.name ?? step.by,
      what: 'step' as const,
      text: textOf(step),
    })),
    ...comments.map(({ at, by, text, name }) => ({
      at: at.toISOString(),
      by: name ?? by,
      what: 'comment' as const,
      text,
    })),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
