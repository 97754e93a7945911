/** Closes a month of the books, and opens the newest closed one again. */
import { type closeMonth as closeBody, closingChecks, type MonthShown } from '@holdfast/shared/closing';
import { daysOfMonth } from '@holdfast/shared/time';
import type { z } from 'zod';
import { trialBalanceOf } from '../accounting/index.ts';
import { bookedLate, setClosedUntil } from '../ledger/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { showMonth } from './readMonths.ts';

/** One person closes or opens at a time. */
const alone = (trx: Trx) => queryPrepared(trx, `SELECT pg_advisory_xact_lock(hashtext('closing'))`, []);

/**
 * Stores what each account holds at the month's end; from then on nothing is booked in it.
 * @throws Problem `not_found`; `transition_refused` where it is closed, a check that must be done isn't, something was left open
 * that the person didn't see, or something was booked in it this very moment; `validation_failed` for a missing reason
 */
export async function closeMonth(
  trx: Trx,
  month: string,
  { leftOpen, reason }: z.output<typeof closeBody>,
  principal: Principal,
): Promise<MonthShown> {
  await alone(trx);
  const shown = await showMonth(trx, month);
  const left = refuseUnready(shown, leftOpen);
  if (left.length > 0 && reason === null)
    throw fieldsRefused([
      { field: 'reason', code: 'required', message: 'Say why it is closed though something is left open.' },
    ]);
  const end = (await endOf(trx, month)) as Date;
  const late = await bookedLate(trx, end);
  const { data } = await trialBalanceOf(trx, { until: daysOfMonth(month).last });
  // The lock comes last: sales wait while it is held.
  await setClosedUntil(trx, end);
  if ((await bookedLate(trx, end)) !== late)
    throw new Problem(
      'transition_refused',
      'Something was booked in this month just now. Close it once more.',
    );
  const id = newId('monthClosing');
  const balances = Object.fromEntries(data.map((account) => [account.id, account.closing]));
  await queryPrepared(
    trx,
    `INSERT INTO month_closings (id, month, balances, left_open, reason, closed_by) VALUES ($1, $2::date, $3, $4, $5, $6)`,
    [id, `${month}-01`, JSON.stringify(balances), JSON.stringify(left), reason, principal.by],
  );
  await audit(trx, principal, [
    {
      what: 'month.closeBooks',
      subject: month,
      reason,
      before: { state: 'open' },
      // What each account held stands on the month's page, in its currency.
      after: { state: 'closed', leftOpen: left.map(({ id }) => id) },
    },
  ]);
  return showMonth(trx, month);
}

/** @returns the checks that are left open, all of which the person saw */
function refuseUnready({ closed, checks }: MonthShown, seen: readonly string[]) {
  if (closed) throw new Problem('transition_refused', 'This month is closed already.');
  const open = checks.filter((check) => check.open > 0);
  const missing = open.find(({ id }) => closingChecks[id].must);
  if (missing) {
    const { name, remedy } = closingChecks[missing.id];
    throw new Problem(
      'transition_refused',
      `It can’t be closed yet, because this isn’t so: ${name}. ${remedy}`,
    );
  }
  const unseen = open.find(({ id }) => !seen.includes(id));
  if (unseen)
    throw new Problem(
      'transition_refused',
      `Something was left open meanwhile: ${closingChecks[unseen.id].name} no longer. Look at the list again.`,
    );
  return open;
}

/** @throws Problem `not_found`; `transition_refused` where it isn't the newest closed month */
export async function reopenMonth(
  trx: Trx,
  month: string,
  reason: string,
  principal: Principal,
): Promise<MonthShown> {
  await alone(trx);
  const { mayReopen } = await showMonth(trx, month);
  if (!mayReopen)
    throw new Problem(
      'transition_refused',
      'Only the newest closed month can be opened again: open those after it first.',
    );
  await queryPrepared(
    trx,
    `UPDATE month_closings SET reopened_at = now(), reopened_by = $2, reopen_reason = $3 WHERE month = $1::date AND reopened_at IS NULL`,
    [`${month}-01`, principal.by, reason],
  );
  // The month before it stays closed, where one is.
  const [before] = await queryPrepared<{ month: string | null }>(
    trx,
    `SELECT to_char(max(month), 'YYYY-MM') AS month FROM month_closings WHERE reopened_at IS NULL`,
    [],
  );
  await setClosedUntil(trx, await endOf(trx, before?.month ?? null));
  await audit(trx, principal, [
    {
      what: 'month.openBooks',
      subject: month,
      reason,
      before: { state: 'closed' },
      after: { state: 'open' },
    },
  ]);
  return showMonth(trx, month);
}

/** When a month ends by the marketplace's clocks; null of none. */
async function endOf(trx: Trx, month: string | null): Promise<Date | null> {
  if (month === null) return null;
  const [row] = await queryPrepared<{ at: Date }>(trx, 'SELECT stats_day_start($1::date) AS at', [
    daysOfMonth(month).next,
  ]);
  return row?.at ?? null;
}
