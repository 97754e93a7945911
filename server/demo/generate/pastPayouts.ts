/**
 * Pays what was due in each past month, as finance's runs would have: on the fifth a run is made, somebody else approves it, and it is paid
 * by check. What was given back to a fan after its payout is a claim that the next run settles. Written past the engine, from the one
 * history that the machine gives; open entries are found anew afterwards.
 */
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { DateTime } from 'luxon';
import { actors } from '../../src/openAppContext.ts';
import { rehearse } from '../../src/platform/actors/index.ts';
import type { Principal } from '../../src/platform/audit.ts';
import { queryPrepared, type Trx } from '../../src/platform/db/index.ts';
import { momentText } from './staging.ts';

/** Placeholders for each payout's own values: no sum of the demo is as large as the number. */
const marks = {
  consignor: '@consignor@',
  amount: 1_987_654_321,
  attempt: '@attempt@',
  day: '@day@',
} as const;
/** The day of the month on which a run is made, at ten by the marketplace's first clock, and days after the event from when on it pays. */
const runDay = 5;
const payoutDays = 7;
const hourMs = 3_600_000;

/** What one payout went through, with placeholders. */
function history() {
  const actor = rehearse(payoutMachine, {
    consignorId: marks.consignor,
    amount: marks.amount,
    currency: 'USD',
  });
  const at = '2001-01-01T00:00:00.000Z';
  actor.send({ type: 'approve' }, at);
  actor.send(
    { type: 'pay', attemptId: marks.attempt, way: 'check', reference: 'Checks', paidOn: marks.day },
    at,
  );
  return {
    state: actor.state,
    snapshot: JSON.stringify(actor.snapshot),
    log: actor.log.map(({ payload, ...step }) => ({ ...step, payload: JSON.stringify(payload) })),
    machineVersion: actors.find(({ type }) => type === payoutMachine.id)?.versions.length ?? 1,
  };
}

const own = (text: string) =>
  `replace(replace(replace(replace(${text}, '${marks.consignor}', p.consignor_id), '"${marks.attempt}"', to_json('pat_' || p.body)::text),
    '${marks.amount}', p.amount::text), '${marks.day}', stats_day(r.at)::text)::jsonb`;

/** SQL: the entries of the generated orders by when they may be paid: what is given back at once, a sale some days after its event. */
const dueEntries = `
  SELECT 'ltx_' || o.body AS transaction_id, CASE WHEN o.history = 'refunded' THEN least(o.given_back_at, e.starts_at + interval '${payoutDays} days')
    ELSE e.starts_at + interval '${payoutDays} days' END AS due_at
  FROM generated.orders o JOIN generated.listings g ON g.n = o.listing_n JOIN generated.events e ON e.n = g.event_n WHERE o.history IN ('paid', 'refunded')
  UNION ALL
  SELECT 'ltx_' || left(o.body, 10) || 'z' || right(o.body, 15), o.given_back_at FROM generated.orders o WHERE o.history = 'refunded'`;

/** The statements, in their order. `$1` maker, `$2` approver; they read `generated.runs`, `generated.payouts` and `generated.due`. */
const statements = [
  `INSERT INTO payout_runs (id, currency, minimum_amount, note, made_at, made_by, approved_at, approved_by, candidates)
   SELECT r.id, 'USD', 1, 'Games of the month before', r.at, $1, r.at + interval '1 hour', $2, count(*) FROM generated.runs r
   JOIN generated.payouts p ON p.run_n = r.n GROUP BY r.n, r.id, r.at`,
  `INSERT INTO payouts (id, run_id, consignor_id, amount, currency, created_at, state, snapshot, machine_version, version)
   SELECT 'pyt_' || p.body, r.id, p.consignor_id, p.amount, 'USD', r.at, h.state, ${own('h.snapshot')}, h.machine_version, h.version
   FROM generated.payouts p JOIN generated.runs r ON r.n = p.run_n CROSS JOIN generated.payout_history h ORDER BY p.n`,
  `INSERT INTO transitions (actor_id, version, actor_type, message, payload, from_state, to_state, machine_version, at, by)
   SELECT 'pyt_' || p.body, s.version, 'payout', s.message, ${own('s.payload')}, s.from_state, s.to_state, h.machine_version,
     r.at + (s.version - 1) * interval '1 hour', CASE s.version WHEN 2 THEN $2 ELSE $1 END
   FROM generated.payouts p JOIN generated.runs r ON r.n = p.run_n CROSS JOIN generated.payout_history h CROSS JOIN generated.payout_steps s
   ORDER BY p.n, s.version`,
  `INSERT INTO payout_lines (payout_id, transaction_id, line, amount, kind, reservation_id, event_id)
   SELECT 'pyt_' || p.body, d.transaction_id, d.line, d.amount, d.kind, d.reservation_id, d.event_id
   FROM generated.due d JOIN generated.payouts p ON p.run_n = d.run_n AND p.consignor_id = d.consignor_id ORDER BY p.n, d.transaction_id`,
  `INSERT INTO payout_attempts (id, payout_id, number, way, reference, amount, currency, state, paid_on, begun_at, begun_by, begun_version)
   SELECT 'pat_' || p.body, 'pyt_' || p.body, 1, 'check', 'Checks', p.amount, 'USD', 'paid', stats_day(r.at), r.at + interval '2 hours', $1, 3
   FROM generated.payouts p JOIN generated.runs r ON r.n = p.run_n ORDER BY p.n`,
  `INSERT INTO ledger_transactions (id, kind, cause, at)
   SELECT 'ltx_' || p.body, 'payout', 'pyt_' || p.body || '/3', r.at + interval '2 hours'
   FROM generated.payouts p JOIN generated.runs r ON r.n = p.run_n ORDER BY p.n`,
  `INSERT INTO ledger_entries (transaction_id, line, account, amount, currency)
   SELECT 'ltx_' || p.body, part.line, part.account, part.amount, 'USD' FROM generated.payouts p
   CROSS JOIN LATERAL (VALUES (1, 'consignor:' || p.consignor_id, p.amount), (2, 'bank', -p.amount)) part (line, account, amount) ORDER BY p.n, part.line`,
] as const;

/** Pays the past months of the generated orders. @param now milliseconds since 1970 */
export async function payPastMonths(
  trx: Trx,
  { maker, approver, now, first }: { maker: Principal; approver: Principal; now: number; first: number },
): Promise<void> {
  const runs = runsBetween(first, now);
  if (runs.length === 0) return;
  await stage(trx, runs);
  const people = [maker.by, approver.by];
  for (const statement of statements)
    await queryPrepared(
      trx,
      statement,
      people.filter((_, at) => statement.includes(`$${at + 1}`)),
    );
}

/** The instants of the runs, milliseconds since 1970; none of the last days, whose payouts somebody may still work on. */
function runsBetween(first: number, now: number): number[] {
  const runs: number[] = [];
  for (
    let at = DateTime.fromMillis(first, { zone: 'utc' }).startOf('month');
    at.toMillis() < now;
    at = at.plus({ months: 1 })
  ) {
    const run = at.set({ day: runDay, hour: 15 }).toMillis();
    if (run > first && run < now - 48 * hourMs) runs.push(run);
  }
  return runs;
}

async function stage(trx: Trx, runs: readonly number[]): Promise<void> {
  await trx.raw(`
    CREATE UNLOGGED TABLE generated.runs (n int PRIMARY KEY, id text NOT NULL, moment text NOT NULL, at timestamptz NOT NULL);
    CREATE UNLOGGED TABLE generated.payout_history (state text, snapshot text, version int, machine_version int);
    CREATE UNLOGGED TABLE generated.payout_steps (version int, message text, payload text, from_state text, to_state text)`);
  await queryPrepared(
    trx,
    `INSERT INTO generated.runs SELECT n.n, 'prn_' || n.moment || lpad(to_hex(n.n), 16, '0'), n.moment, n.at FROM unnest($1::int[], $2::text[], $3::timestamptz[]) n (n, moment, at)`,
    [runs.map((_, n) => n), runs.map(momentText), runs.map((at) => new Date(at).toISOString())],
  );
  const { state, snapshot, log, machineVersion } = history();
  await queryPrepared(trx, 'INSERT INTO generated.payout_history SELECT $1, $2, $3::int, $4::int', [
    state,
    snapshot,
    log.length,
    machineVersion,
  ]);
  await queryPrepared(
    trx,
    'INSERT INTO generated.payout_steps SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[])',
    [
      log.map(({ version }) => version),
      log.map(({ message }) => message),
      log.map(({ payload }) => payload),
      log.map(({ from }) => from),
      log.map(({ to }) => to),
    ],
  );
  // Who would get nothing, or owes something, waits for a later run with all of it: here, for the one that finance makes at the end.
  await trx.raw(`
    CREATE UNLOGGED TABLE generated.due AS
      SELECT e.transaction_id, e.line, split_part(e.account, ':', 2) AS consignor_id, -e.amount AS amount, t.kind, t.reservation_id, v.event_id,
        (SELECT min(r.n) FROM generated.runs r WHERE r.at >= d.due_at) AS run_n
      FROM (${dueEntries}) d JOIN ledger_transactions t ON t.id = d.transaction_id
      JOIN ledger_entries e ON e.transaction_id = t.id AND e.account LIKE 'consignor:%' JOIN reservations v ON v.id = t.reservation_id;
    DELETE FROM generated.due WHERE run_n IS NULL;
    CREATE UNLOGGED TABLE generated.payouts AS
      SELECT s.*, r.moment || lpad(to_hex(s.n), 16, '0') AS body FROM (
        SELECT row_number() OVER (ORDER BY run_n, consignor_id) AS n, run_n, consignor_id, sum(amount)::bigint AS amount FROM generated.due
        GROUP BY run_n, consignor_id HAVING sum(amount) > 0) s JOIN generated.runs r ON r.n = s.run_n;
    ANALYZE generated.due; ANALYZE generated.payouts`);
}
