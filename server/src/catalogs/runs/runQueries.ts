/** Runs, what they found, and the connections that they ran on. */
import {
  type CatalogConnection,
  type CatalogRun,
  type Catalogue,
  catalogueNames,
  catalogues,
  type Finding,
  type findingQuery,
  type RunCounts,
  type runQuery,
} from '@holdfast/shared/catalogs';
import type { z } from 'zod';
import { consignorByMail } from '../../consignment/index.ts';
import type { CataloguesConfig } from '../../platform/config.ts';
import { ask, run, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import { stillAhead } from '../waiting/waitingQueries.ts';

interface RunRow {
  id: string;
  catalogue: Catalogue;
  started_by: string;
  person_name: string | null;
  created_at: Date;
  began_at: Date | null;
  done_at: Date | null;
  failure: string | null;
  next_page: number;
  pages_total: number | null;
  stage: CatalogRun['stage'];
  counts: RunCounts;
  new_import_id: string | null;
  changes_import_id: string | null;
}

const columns = `r.id, r.catalogue, r.started_by, p.name AS person_name, r.created_at, r.began_at, r.done_at, r.failure, r.next_page,
  r.pages_total, r.stage, r.counts, r.new_import_id, r.changes_import_id
  FROM catalog_runs r LEFT JOIN people p ON p.id = r.started_by`;

function present(row: RunRow): CatalogRun {
  const open = row.began_at === null ? 'queued' : 'running';
  return {
    id: row.id,
    catalogue: row.catalogue,
    state: row.done_at === null ? open : row.failure === null ? 'done' : 'failed',
    startedBy: row.person_name ?? (row.started_by === 'clock' ? 'The clock' : 'The house'),
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    failure: row.failure,
    pagesDone: row.next_page,
    pagesTotal: row.pages_total,
    stage: row.stage,
    counts: row.counts,
    newImportId: row.new_import_id,
    changesImportId: row.changes_import_id,
  };
}

/** @throws Problem `not_found` */
export async function showRun(trx: Trx, id: string): Promise<CatalogRun> {
  const [row] = await run<RunRow>(trx, `SELECT ${columns} WHERE r.id = $1`, [id]);
  if (!row) throw notFound('run');
  return present(row);
}

export async function listRuns(
  trx: Trx,
  query: z.output<typeof runQuery>,
): Promise<{ data: CatalogRun[]; total: number }> {
  const rows = await ask<RunRow>(
    trx,
    `SELECT ${columns} WHERE $1::text IS NULL OR r.catalogue = $1
     ORDER BY r.created_at ${query.order === 'asc' ? 'ASC' : 'DESC'}, r.id LIMIT $2 OFFSET $3`,
    [query.catalogue ?? null, query.perPage, (query.page - 1) * query.perPage],
  );
  const [count] = await ask<{ total: number }>(
    trx,
    'SELECT count(*)::int AS total FROM catalog_runs WHERE $1::text IS NULL OR catalogue = $1',
    [query.catalogue ?? null],
  );
  return { data: rows.map(present), total: count?.total ?? 0 };
}

/** @throws Problem `not_found` */
export async function listFindings(
  trx: Trx,
  runId: string,
  query: z.output<typeof findingQuery>,
): Promise<{ data: Finding[]; total: number }> {
  await showRun(trx, runId);
  const condition = 'run_id = $1 AND ($2::text IS NULL OR kind = $2)';
  const rows = await ask<{
    outside_id: string;
    kind: Finding['kind'];
    name: string;
    message: string;
    event_id: string | null;
    at: Date;
  }>(
    trx,
    `SELECT outside_id, kind, name, message, event_id, at FROM catalog_findings WHERE ${condition}
     ORDER BY array_position(ARRAY['failed', 'gone', 'lot', 'moved', 'status', 'waiting'], kind), name, outside_id LIMIT $3 OFFSET $4`,
    [runId, query.kind ?? null, query.perPage, (query.page - 1) * query.perPage],
  );
  const [count] = await ask<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM catalog_findings WHERE ${condition}`,
    [runId, query.kind ?? null],
  );
  return {
    data: rows.map(({ outside_id, event_id, at, ...rest }) => ({
      ...rest,
      outsideId: outside_id,
      eventId: event_id,
      at: at.toISOString(),
    })),
    total: count?.total ?? 0,
  };
}

interface Standing {
  catalogue: Catalogue;
  used: number;
  held_until: Date | null;
  waiting: number;
  last_run: string | null;
  last_begun: Date | null;
}

/** Every catalogue, connected or not: what it lacks, its last run, and what is left of the day. */
export async function listConnections(trx: Trx, config: CataloguesConfig): Promise<CatalogConnection[]> {
  const standings = await run<Standing>(
    trx,
    `SELECT asked.catalogue, CASE WHEN b.day = (now() AT TIME ZONE 'UTC')::date THEN b.used ELSE 0 END AS used,
       CASE WHEN b.held_until > now() THEN b.held_until END AS held_until,
       (SELECT count(*)::int FROM catalog_events c WHERE c.catalogue = asked.catalogue AND c.decision IS NULL AND ${stillAhead}) AS waiting,
       r.id AS last_run, r.created_at AS last_begun
     FROM unnest($1::text[]) AS asked (catalogue) LEFT JOIN catalog_budgets b ON b.catalogue = asked.catalogue
       LEFT JOIN LATERAL (SELECT id, created_at FROM catalog_runs r WHERE r.catalogue = asked.catalogue ORDER BY created_at DESC LIMIT 1) r ON true`,
    [[...catalogues]],
  );
  const byCatalogue = new Map(standings.map((row) => [row.catalogue, row]));
  const connections: CatalogConnection[] = [];
  for (const id of catalogues) {
    const standing = byCatalogue.get(id);
    const connected = config[id];
    const consignor =
      id === 'skybox' && config.skybox?.consignorEmail
        ? await consignorByMail(trx, config.skybox.consignorEmail)
        : null;
    connections.push({
      id,
      name: catalogueNames[id],
      connected: connected !== null,
      address: connected?.apiBase ?? null,
      standIn: connected?.standIn ?? false,
      consignor: consignor?.name ?? null,
      lacks: lacksOf(id, config, consignor !== null),
      requestsToday: standing?.used ?? 0,
      requestsPerDay: connected?.requestsPerDay ?? 0,
      heldUntil: standing?.held_until?.toISOString() ?? null,
      nextRunAt: connected ? nextRunAt(config.everyHours, standing?.last_begun ?? null) : null,
      waiting: standing?.waiting ?? 0,
      lastRun: standing?.last_run ? await showRun(trx, standing.last_run) : null,
    });
  }
  return connections;
}

function lacksOf(id: Catalogue, config: CataloguesConfig, consignorKnown: boolean): string | null {
  if (config[id] === null)
    return id === 'skybox'
      ? 'Set SKYBOX_ACCOUNT, SKYBOX_API_TOKEN and SKYBOX_APPLICATION_TOKEN to connect it.'
      : 'Set TICKETMASTER_API_KEY to connect it.';
  if (id === 'skybox' && !config.skybox?.consignorEmail)
    return 'Only its events are read. Set SKYBOX_CONSIGNOR to take in the lots of the account.';
  if (id === 'skybox' && !consignorKnown)
    return `No consignor has the mail address ${config.skybox?.consignorEmail}. Its lots wait until there is one.`;
  return null;
}

/** The clock strikes ten minutes past each hour. */
export const clockMinute = 10;

function nextRunAt(everyHours: number, lastBegun: Date | null): string | null {
  if (everyHours === 0) return null;
  const earliest = Math.max(
    Date.now(),
    lastBegun === null ? 0 : lastBegun.getTime() + everyHours * 3_600_000 - 300_000,
  );
  const strike = new Date(earliest);
  strike.setUTCMinutes(clockMinute, 0, 0);
  if (strike.getTime() < earliest) strike.setUTCHours(strike.getUTCHours() + 1);
  return strike.toISOString();
}
