/** An answer is booked once, as its dry run showed it: all of it in one transaction, or nothing. */
import type { BankAnswerPlan } from '@holdfast/shared/bankFiles';
import { type PayoutMessage, payoutMachine } from '@holdfast/shared/payouts/machines';
import { correctByBank } from '../../bankAccounts/index.ts';
import { type Engine, messageTo } from '../../platform/actors/index.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { allowLong, queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import { marketToday } from '../../stats/index.ts';
import type { Decision } from './decide.ts';
import { type PlannedAnswer, planAnswer } from './planAnswer.ts';
import type { AnswerFile } from './readAnswer.ts';

interface Asked {
  secret: string;
  file: AnswerFile;
  name: string;
  /** The digest that the dry run gave. */
  seen: string;
}

/**
 * @throws Problem `nothing_to_do` for a file that was booked; `version_conflict` where it would do something
 *   else now than the dry run showed
 */
export async function bookAnswer(
  trx: Trx,
  engine: Engine,
  { secret, file, name, seen }: Asked,
  principal: Principal,
): Promise<BankAnswerPlan> {
  await allowLong(trx);
  // One answer is booked at a time. The number is arbitrary and used nowhere else.
  await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(707204)');
  const planned = await planAnswer(trx, file);
  const { plan, decisions } = planned;
  if (plan.bookedAt !== null)
    throw new Problem(
      'nothing_to_do',
      `This very file was booked on ${plan.bookedAt.slice(0, 10)}. Nothing was booked again.`,
    );
  if (plan.digest !== seen)
    throw new Problem(
      'version_conflict',
      'Something changed since the dry run, so this file would do something else now. Nothing was booked. Look at it again.',
    );
  const day = await marketToday(trx);
  for (const round of rounds(decisions)) await applyRound(trx, engine, round, { by: principal.by, day });
  for (const { line, attempt, said } of decisions)
    if (line.outcome === 'corrected' && attempt && said.correction)
      await correctByBank(trx, secret, attempt.bankAccountId, said.correction, principal);
  return { ...plan, id: await storeAnswer(trx, planned, name, principal) };
}

/** Lines that move something, in their order; a payout that has two is in two rounds. */
function rounds(decisions: readonly Decision[]): Decision[][] {
  const found: Decision[][] = [];
  const seen = new Map<string, number>();
  for (const decision of decisions) {
    if (!decision.attempt || !['paid', 'failed', 'returned'].includes(decision.line.outcome)) continue;
    const at = seen.get(decision.attempt.payoutId) ?? 0;
    seen.set(decision.attempt.payoutId, at + 1);
    found[at] ??= [];
    found[at].push(decision);
  }
  return found;
}

/** What a payout gets to hear. @param day for a line that says none */
function messageOf({ line, attempt, said }: Decision, day: string): PayoutMessage {
  const attemptId = attempt?.id ?? '';
  const why = said.code === null ? said.why : `${said.why} (${said.code})`;
  if (line.outcome === 'paid')
    return { type: 'settle', attemptId, paidOn: isDay(said.day) && said.day <= day ? said.day : day };
  return line.outcome === 'failed' ? { type: 'refuse', attemptId, why } : { type: 'return', attemptId, why };
}
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

async function applyRound(
  trx: Trx,
  engine: Engine,
  round: Decision[],
  { by, day }: { by: string; day: string },
): Promise<void> {
  const outcomes = await engine.apply(
    trx,
    round.map((decision) =>
      messageTo(payoutMachine, decision.attempt?.payoutId ?? '', messageOf(decision, day), { by }),
    ),
  );
  if (outcomes.some(({ kind }) => kind !== 'applied'))
    throw new Problem(
      'version_conflict',
      'A payout changed meanwhile. Nothing was booked. Look at the file again.',
    );
}

/** @returns its id */
async function storeAnswer(
  trx: Trx,
  { plan, decisions, sha256 }: PlannedAnswer,
  name: string,
  principal: Principal,
): Promise<string> {
  const id = newId('bankAnswer');
  await queryPrepared(
    trx,
    `INSERT INTO bank_answers (id, format, file_name, sha256, uploaded_at, uploaded_by) VALUES ($1, $2, $3, $4, now(), $5)`,
    [id, plan.format, name, sha256, principal.by],
  );
  const { from, value } = records(
    plan.lines.map(({ line, says, outcome, code, text }, at) => ({
      answerId: id,
      line,
      attemptId: decisions[at]?.attempt?.id ?? null,
      says,
      outcome,
      code,
      text,
    })),
    {
      answerId: 'text',
      line: 'integer',
      attemptId: 'text',
      says: 'text',
      outcome: 'text',
      code: 'text',
      text: 'text',
    },
  );
  await queryPrepared(
    trx,
    `INSERT INTO bank_answer_lines (answer_id, line, attempt_id, says, outcome, code, text) SELECT n.* FROM ${from}`,
    [value],
  );
  await audit(trx, principal, [
    {
      what: 'bankAnswer.book',
      subject: id,
      before: null,
      after: { file: name, format: plan.format, ...plan.counts },
    },
  ]);
  return id;
}
