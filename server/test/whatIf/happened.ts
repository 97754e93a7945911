/** What an action really did, by the rows of its transaction's instant, against what was foretold of it. */
import type { SupportCase, TriedAction } from '@holdfast/shared/support';
import type { Database } from '../../src/platform/db/index.ts';

/** The jobs that were ever queued, with the instant of the transaction: done ones leave the queue. */
const rememberJobs = `
  CREATE TABLE IF NOT EXISTS seen_jobs (n serial, at timestamptz NOT NULL DEFAULT now(), key text, task text);
  CREATE INDEX IF NOT EXISTS seen_jobs_at ON seen_jobs (at);
  CREATE OR REPLACE FUNCTION see_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO seen_jobs (key, task) SELECT NEW.key, identifier FROM graphile_worker._private_tasks WHERE id = NEW.task_id;
    RETURN NULL; END $$;
  CREATE OR REPLACE TRIGGER see_job AFTER INSERT ON graphile_worker._private_jobs FOR EACH ROW EXECUTE FUNCTION see_job();`;

/** From now on, so that `compareWithHappened` knows them. */
export async function rememberQueuedJobs(db: Database): Promise<void> {
  await db.raw(rememberJobs);
}

/** SQL of the ids of an order's actors; its four parameters are the order's id. */
const ownActors = `SELECT ?::text UNION SELECT id FROM payments_charges WHERE reservation_id = ?
  UNION SELECT id FROM payments_refunds WHERE reservation_id = ? UNION SELECT id FROM deliveries_made WHERE reservation_id = ?`;

interface Happened {
  states: object[];
  books: object[];
  jobs: string[];
  total: TriedAction['total'];
  deadline: TriedAction['deadline'];
}

/**
 * Compares machines, books, jobs, price and deadline.
 * @param before the case as it was shown when the action was tried
 * @param acted the actor and its version after the action
 * @returns a text for each part that differs
 */
export async function compareWithHappened(
  db: Database,
  before: SupportCase,
  tried: TriedAction,
  acted: { id: string; version: number },
): Promise<string[]> {
  const happened = await readHappened(db, before, acted);
  const foretold: Happened = {
    states: sorted(tried.states),
    books: sorted(tried.books),
    jobs: tried.jobs,
    total: tried.total,
    deadline: tried.deadline,
  };
  return (['states', 'books', 'jobs', 'total', 'deadline'] as const)
    .filter((part) => JSON.stringify(happened[part]) !== JSON.stringify(foretold[part]))
    .map(
      (part) =>
        `${part}: foretold ${JSON.stringify(foretold[part])}, happened ${JSON.stringify(happened[part])}`,
    );
}

async function readHappened(
  db: Database,
  { reservation: before }: SupportCase,
  acted: { id: string; version: number },
): Promise<Happened> {
  const id = before.id;
  const own = [id, id, id, id];
  const { at } = await db('transitions').where({ actor_id: acted.id, version: acted.version }).first('at');
  const { rows: moved } = await db.raw(
    `SELECT DISTINCT ON (t.actor_id) t.actor_id, t.actor_type AS type, t.to_state AS to,
       first_value(t.from_state) OVER (PARTITION BY t.actor_id ORDER BY t.version) AS from
     FROM transitions t WHERE t.actor_id IN (${ownActors}) AND t.at = ? ORDER BY t.actor_id, t.version DESC`,
    [...own, at],
  );
  // A payment's state as other rooms read it: without its group.
  const short = (type: string, state: string | null) =>
    type === 'payment' ? (state?.split('.').at(-1) ?? null) : state;
  const states = moved
    .map((row: { actor_id: string; type: string; from: string | null; to: string }) => ({
      id: row.from === null ? null : row.actor_id,
      type: row.type,
      from: short(row.type, row.from),
      to: short(row.type, row.to),
    }))
    .filter((row: { from: string | null; to: string }) => row.from !== row.to);
  const { rows: books } = await db.raw(
    `SELECT split_part(account, ':', 1) AS account, sum(amount)::int AS change FROM ledger_postings WHERE reservation_id = ? AND at = ?
     GROUP BY account HAVING sum(amount) <> 0 ORDER BY account`,
    [id, at],
  );
  const { rows: jobs } = await db.raw(
    `SELECT task FROM seen_jobs WHERE at >= ? AND at < ?::timestamptz + interval '1 ms' AND split_part(key, '/', 1) IN (${ownActors}) ORDER BY n`,
    [at, at, ...own],
  );
  const [order] = (
    await db.raw(
      'SELECT total_amount AS amount, currency, expires_at FROM reservations_orders WHERE id = ?',
      [id],
    )
  ).rows as Array<{ amount: number; currency: string; expires_at: Date }>;
  const changed = <T>(from: T, to: T) => (JSON.stringify(from) === JSON.stringify(to) ? null : { from, to });
  return {
    states: sorted(states),
    books: sorted(books),
    jobs: jobs.map(({ task }: { task: string }) => task),
    total: changed(
      { amount: before.total.amount, currency: before.total.currency },
      { amount: order?.amount ?? Number.NaN, currency: order?.currency ?? '' },
    ),
    deadline: changed(before.expiresAt, order?.expires_at.toISOString() ?? ''),
  };
}

/** What follows later: the tickets that were foretold, an email for each that was, and Stripe’s answer to what it was asked. */
export async function compareWithConsequences(
  db: Database,
  id: string,
  tried: TriedAction,
): Promise<string[]> {
  const found: string[] = [];
  if (tried.tickets) {
    const { rows } = await db.raw(
      `SELECT coalesce(string_agg(count || ' ' || state, ', ' ORDER BY state), 'none') AS text FROM (
         SELECT state, count(*) FROM tickets_admissions WHERE reservation_id = ? GROUP BY state) t`,
      [id],
    );
    if (rows[0].text !== tried.tickets.to)
      found.push(`tickets: foretold ${tried.tickets.to}, happened ${rows[0].text}`);
  }
  const mails = tried.jobs.filter((task) => task.startsWith('notifications.')).length;
  const [sent] = await db('notifications_emails').where({ reservation_id: id }).count();
  if (Number(sent?.count) < mails) found.push(`${mails} emails foretold, ${sent?.count} there`);
  if (tried.jobs.includes('payments.refund')) {
    const { rows } = await db.raw(
      `SELECT count(*)::int AS unsent FROM payments_refunds WHERE reservation_id = ? AND stripe_id IS NULL AND state <> 'givenUp'`,
      [id],
    );
    if (rows[0].unsent > 0) found.push('Stripe was to be asked for a refund, and has none');
  }
  return found;
}

const sorted = <T>(values: readonly T[]): object[] =>
  values
    .map((value) => Object.fromEntries(Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
