/** What happened in cases: their steps, the comments of staff, and what was written with the fan. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** One thing that happened in a case. */
export interface CaseHappening {
  caseId: string;
  at: Date;
  /** Who did it, by id; null: the fan wrote. */
  by: string | null;
  /** Their name, where they have an account. */
  name: string | null;
  what: 'step' | 'comment' | 'fromFan' | 'toFan';
  text: string;
  /** Of a step; null otherwise. */
  step: { message: string; from: string | null; to: string; version: number; reason: string | null } | null;
}

interface Step {
  actor_id: string;
  message: string;
  payload: Record<string, unknown>;
  at: Date;
  by: string;
  reason: string | null;
  name: string | null;
  from_state: string | null;
  to_state: string;
  version: number;
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

interface Written {
  case_id: string;
  at: Date;
  by: string | null;
  text: string;
  name: string | null;
}

/** All of it, the oldest first. */
export async function caseHistory(trx: Trx, caseIds: readonly string[]): Promise<CaseHappening[]> {
  const steps = await queryPrepared<Step>(
    trx,
    `SELECT t.actor_id, t.message, t.payload, t.at, t.by, t.reason, t.from_state, t.to_state, t.version, p.name FROM platform_transition_log t
     LEFT JOIN accounts_people_named p ON p.id = t.by WHERE t.actor_id = ANY($1::text[]) ORDER BY t.actor_id, t.version`,
    [caseIds],
  );
  const comments = await queryPrepared<Written>(
    trx,
    `SELECT c.case_id, c.at, c.by, c.text, p.name FROM case_comments c LEFT JOIN accounts_people_named p ON p.id = c.by
     WHERE c.case_id = ANY($1::text[]) ORDER BY c.id`,
    [caseIds],
  );
  const messages = await queryPrepared<Written>(
    trx,
    `SELECT m.case_id, m.at, m.by, m.text, p.name FROM case_messages m LEFT JOIN accounts_people_named p ON p.id = m.by
     WHERE m.case_id = ANY($1::text[]) ORDER BY m.id`,
    [caseIds],
  );
  const written = (what: (by: string | null) => CaseHappening['what']) => (each: Written) => ({
    caseId: each.case_id,
    at: each.at,
    by: each.by,
    name: each.name,
    what: what(each.by),
    text: each.text,
    step: null,
  });
  const happened: CaseHappening[] = [
    ...messages.map(written((by) => (by === null ? 'fromFan' : 'toFan'))),
    ...steps.map((step) => ({
      caseId: step.actor_id,
      at: step.at,
      by: step.by,
      name: step.name,
      what: 'step' as const,
      text: textOf(step),
      step: {
        message: step.message,
        from: step.from_state,
        to: step.to_state,
        version: step.version,
        reason: step.reason,
      },
    })),
    ...comments.map(written(() => 'comment')),
  ];
  return happened.sort((a, b) => a.at.getTime() - b.at.getTime());
}
