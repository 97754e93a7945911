/**
 * Metrics in the format of Prometheus. Counters and histograms are of one process; gauges of the database are read when
 * asked, and are the same from every web process: aggregate them with max, not sum. Names and units are those of
 * https://prometheus.io/docs/practices/naming: seconds, bytes, a total's name ends in `_total`.
 */
import type { Middleware } from 'koa';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../platform/db/index.ts';
import { overdueTimers, queueNow, workersNow } from './figures.ts';

/** Work that waits for a person, as the start page counts it. */
export interface WaitingWork {
  queue: string;
  waiting: number;
  /** Since when the oldest waits, ISO 8601; null: nothing waits. */
  since: string | null;
}

export interface Metrics {
  /** Measures every request that reaches it, by the declared address, never by ids. */
  measure: Middleware;
  /** Counts a page that was sent from memory, past every middleware. */
  servedFromCache(): void;
  /** The text that Prometheus reads. */
  read(): Promise<{ type: string; text: string }>;
}

/** The states of actors that are under way, in the views and by the tags of their rooms. */
const openActors = {
  reservation:
    'SELECT state, count(*)::int AS count FROM reservations_orders WHERE reservation_is_open(state) GROUP BY 1',
  payment:
    'SELECT state, count(*)::int AS count FROM payments_charges WHERE payment_is_underway(state) GROUP BY 1',
  refund:
    'SELECT state, count(*)::int AS count FROM payments_refunds WHERE refund_is_underway(state) GROUP BY 1',
  dispute:
    'SELECT state, count(*)::int AS count FROM payments_disputes WHERE dispute_is_unanswered(state) GROUP BY 1',
};

/** Seconds; a hold's goal is 20 ms, a statement ends after 30 s. */
const buckets = [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** @param waitingWork what waits for a person */
export function createMetrics(db: Database, waitingWork: () => Promise<readonly WaitingWork[]>): Metrics {
  const registry = new Registry();
  const requests = new Histogram({
    name: 'holdfast_http_request_duration_seconds',
    help: 'Requests by method, declared address and status',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  });
  const cached = new Counter({
    name: 'holdfast_http_cached_pages_total',
    help: 'Pages of the storefront that were sent from memory',
    registers: [registry],
  });
  const readings = [...machinery(registry, db), workOf(registry, waitingWork)];
  let collectsProcess = false;
  return {
    measure: async (ctx, next) => {
      const startedAt = performance.now();
      try {
        await next();
      } finally {
        requests.observe(
          { method: ctx.method, route: routeOf(ctx.path, ctx.state.route), status: ctx.status },
          (performance.now() - startedAt) / 1000,
        );
      }
    },
    servedFromCache: () => cached.inc(),
    async read() {
      // The event loop is watched from the first reading on: nobody pays for it who doesn't read.
      if (!collectsProcess) collectDefaultMetrics({ register: registry });
      collectsProcess = true;
      await Promise.all(readings.map((read) => read()));
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** Addresses that aren't declared are named by their front end, so that a visitor can't make labels. */
function routeOf(path: string, declared: unknown): string {
  if (typeof declared === 'string') return `/api${declared}`;
  if (path.startsWith('/api')) return '/api (unknown)';
  if (path === '/health' || path === '/health/ready' || path === '/metrics') return path;
  return path.startsWith('/admin') ? '/admin' : '/ (storefront)';
}

/** @returns what reads each group of gauges anew */
function machinery(registry: Registry, db: Database): Array<() => Promise<void>> {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `holdfast_${name}`, help, labelNames, registers });
  const workers = gauge('workers', 'Worker processes that beat');
  const heartbeat = gauge('worker_heartbeat_age_seconds', 'Since the last beat of any worker');
  const overdue = gauge('timers_overdue', 'Delays of actors past their time');
  const timerLag = gauge('timers_oldest_overdue_seconds', 'How late the oldest of them is');
  const jobs = gauge('jobs', 'Background jobs', ['status']);
  const jobAge = gauge('jobs_oldest_waiting_seconds', 'How long the oldest job waits for its first attempt');
  const actors = gauge('actors_open', 'Reservations, payments, refunds and disputes under way', [
    'actor',
    'state',
  ]);
  const emails = gauge('emails_unsent', 'Emails that wait for the mail server, or failed', ['state']);
  const size = gauge('database_size_bytes', 'The database on disk');
  const pool = gauge('database_pool_connections', 'Connections of this process', ['status']);
  return [
    async () => {
      const now = await workersNow(db);
      workers.set(now.workers);
      heartbeat.set(now.heartbeatAgeMs === null ? Number.NaN : now.heartbeatAgeMs / 1000);
    },
    async () => {
      const now = await overdueTimers(db);
      overdue.set(now.overdue);
      timerLag.set(now.oldestMs / 1000);
    },
    async () => {
      const now = await queueNow(db);
      jobs.set({ status: 'waiting' }, now.waiting);
      jobs.set({ status: 'given_up' }, now.givenUp);
      jobAge.set(now.oldestMs / 1000);
    },
    async () => {
      actors.reset();
      for (const [actor, sql] of Object.entries(openActors))
        for (const { state, count } of (await db.raw(sql)).rows) actors.set({ actor, state }, count);
    },
    async () => {
      const { rows } = await db.raw(
        `SELECT count(*) FILTER (WHERE state = 'queued')::int AS queued,
           count(*) FILTER (WHERE state = 'failed' AND settled_at IS NULL)::int AS failed
         FROM notifications_emails WHERE state IN ('queued', 'failed')`,
      );
      emails.set({ state: 'queued' }, rows[0].queued);
      emails.set({ state: 'failed' }, rows[0].failed);
    },
    async () => {
      const { rows } = await db.raw('SELECT pg_database_size(current_database())::float8 AS bytes');
      size.set(rows[0].bytes);
      const { pool: connections } = db.client;
      pool.set({ status: 'used' }, connections.numUsed());
      pool.set({ status: 'free' }, connections.numFree());
      pool.set({ status: 'waiting' }, connections.numPendingAcquires());
    },
  ];
}

function workOf(registry: Registry, waitingWork: () => Promise<readonly WaitingWork[]>): () => Promise<void> {
  const registers = [registry];
  const labelNames = ['queue'];
  const waiting = new Gauge({
    name: 'holdfast_work_waiting',
    help: 'Work that waits for a person, by queue of the back office',
    labelNames,
    registers,
  });
  const oldest = new Gauge({
    name: 'holdfast_work_oldest_seconds',
    help: 'How long the oldest of it waits',
    labelNames,
    registers,
  });
  return async () => {
    for (const { queue, waiting: count, since } of await waitingWork()) {
      waiting.set({ queue }, count);
      oldest.set({ queue }, since === null ? 0 : Math.max(0, (Date.now() - Date.parse(since)) / 1000));
    }
  };
}
