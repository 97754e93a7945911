/** What an action of support really did, beside what trying it foretold. */
import type { SupportCase, TriedAction } from '@holdfast/shared/support';
import type { Database } from '../../src/platform/db/index.ts';

/** The jobs that were ever queued, with the instant of the transaction: done ones leave the queue. */
export const rememberJobs = `
  CREATE TABLE IF NOT EXISTS seen_jobs (n serial, at timestamptz NOT NULL DEFAULT now(), key text, task text);
  CREATE OR REPLACE FUNCTION see_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO seen_jobs (key, task) SELECT NEW.key, identifier FROM graphile_worker._private_tasks WHERE id = NEW.task_id;
    RETURN NULL; END $$;
  CREATE OR REPLACE TRIGGER see_job AFTER INSERT ON graphile_worker._private_jobs FOR EACH ROW EXECUTE FUNCTION see_job();`;

/** What the action's transaction did, by the rows of that very instant. */
export async function differencesAtOnce(
  db: Database,
  id: string,
  before: SupportCase,
  tried: TriedAction,
  actorId: string,
  version: number,
): Promise<string[]> {
  const { at } = await db('transitions').where({ actor_id: actorId, version }).first('at');
  const { rows: moved } = await db.raw(
    `SELECT DISTINCT ON (t.actor_id) t.actor_id, t.actor_type AS type, t.to_state AS to,
       first_value(t.from_state) OVER (PARTITION BY t.actor_id ORDER BY t.version) AS from
     FROM transitions t WHERE t.at = ? AND t.actor_id IN (
       SELECT ?::text UNION SELECT id FROM payments_charges WHERE reservation_id = ? UNION SELECT id FROM payments_refunds WHERE reservation_id = ?
       UNION SELECT id FROM deliveries_made WHERE reservation_id = ?)
     ORDER BY t.actor_id, t.version DESC`,
    [at, id, id, id, id],
  );
  const known = new Set(before.actors.map((actor) => actor.id));
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
  const { rows: booked } = await db.raw(
    `SELECT split_part(account, ':', 1) AS account, sum(amount)::int AS change FROM ledger_postings WHERE reservation_id = ? AND at = ?
     GROUP BY account HAVING sum(amount) <> 0 ORDER BY account`,
    [id, at],
  );
  const { rows: jobs } = await db.raw(
    `SELECT task FROM seen_jobs WHERE date_trunc('milliseconds', at) = ? AND split_part(key, '/', 1) IN (
       SELECT ?::text UNION SELECT id FROM payments_charges WHERE reservation_id = ? UNION SELECT id FROM payments_refunds WHERE reservation_id = ?
       UNION SELECT id FROM deliveries_made WHERE reservation_id = ?) ORDER BY n`,
    [at, id, id, id, id],
  );
  const happened = {
    states: sorted(states),
    books: sorted(booked),
    jobs: jobs.map(({ task }: { task: string }) => task),
  };
  const foretold = { states: sorted(tried.states), books: sorted(tried.books), jobs: tried.jobs };
  const differs = (['states', 'books', 'jobs'] as const)
    .filter((part) => JSON.stringify(happened[part]) !== JSON.stringify(foretold[part]))
    .map(
      (part) =>
        `${part}: foretold ${JSON.stringify(foretold[part])}, happened ${JSON.stringify(happened[part])}`,
    );
  return known.has(actorId) ? differs : [...differs, `${actorId} wasn’t shown`];
}

/** What follows later: the tickets that were foretold, an email for each that was, and Stripe’s answer to what it was asked. */
export async function differencesLater(db: Database, id: string, tried: TriedAction): Promise<string[]> {
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
  const mails = tried.jobs?.filter((task) => task.startsWith('notifications.')).length ?? 0;
  const [sent] = await db('notifications_emails').where({ reservation_id: id }).count();
  if (Number(sent?.count) < mails) found.push(`${mails} emails foretold, ${sent?.count} there`);
  if (tried.jobs?.includes('payments.refund')) {
    const { rows } = await db.raw(
      `SELECT count(*)::int AS unsent FROM payments_refunds WHERE reservation_id = ? AND stripe_id IS NULL AND state <> 'givenUp'`,
      [id],
    );
    if (rows[0].unsent > 0) found.push('Stripe was to be asked for a refund, and has none');
  }
  return found;
}

const sorted = <T>(values: readonly T[]): T[] =>
  values
    .map(
      (value) =>
        Object.fromEntries(Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1))) as T,
    )
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
