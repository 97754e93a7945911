/** Endpoints and the log of what was sent to them, as administrators read them. */
import { changeSubjects } from '@holdfast/shared/changes';
import type {
  WebhookAttempt as Attempt,
  WebhookEndpoint as Endpoint,
  Webhook as Shown,
  WebhookDetail,
  WebhookEndpointList,
  WebhookList,
  webhookQuery,
} from '@holdfast/shared/webhookEndpoints';
import type { z } from 'zod';
import { type Engine, tagsOf } from '../platform/actors/index.ts';
import { type Columns, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import type { Webhook } from './Webhook.ts';
import { WebhookAttempt } from './WebhookAttempt.ts';
import type { WebhookEndpoint } from './WebhookEndpoint.ts';

type EndpointRow = Columns<WebhookEndpoint> & {
  consignor_name: string | null;
  is_closed: boolean;
  waiting: number;
  failed: number;
  last_taken_at: Date | null;
};

const endpointText = `
  SELECT e.*, c.name AS consignor_name, c.deactivated_at IS NOT NULL AS is_closed,
    (SELECT count(*)::int FROM webhooks w WHERE w.endpoint_id = e.id AND webhook_is_open(w.state)) AS waiting,
    (SELECT count(*)::int FROM webhooks w WHERE w.endpoint_id = e.id AND w.state = 'failed') AS failed,
    (SELECT max(a.at) FROM webhooks w JOIN webhook_attempts a ON a.webhook_id = w.id
     WHERE w.endpoint_id = e.id AND a.status BETWEEN 200 AND 299) AS last_taken_at
  FROM webhook_endpoints e LEFT JOIN consignors_named c ON c.id = e.consignor_id
  WHERE e.removed_at IS NULL AND ($1::text IS NULL OR e.id = $1) ORDER BY e.name, e.id`;

/** All endpoints by name, and what one can be told of. */
export async function listEndpoints(trx: Trx, engine: Engine): Promise<WebhookEndpointList> {
  const rows = await queryPrepared<EndpointRow>(trx, endpointText, [null]);
  const subjects = changeSubjects.map((subject) => ({ subject, states: statesOf(engine, subject) }));
  return { data: rows.map(presentEndpoint), total: rows.length, subjects };
}

function statesOf(engine: Engine, subject: string): string[] {
  const definition = engine.definitions.get(subject);
  return definition ? [...tagsOf(definition.machine)].map(([state]) => state) : [];
}

/** @throws Problem `not_found` */
export async function showEndpoint(trx: Trx, id: string): Promise<Endpoint> {
  const [row] = await queryPrepared<EndpointRow>(trx, endpointText, [id]);
  if (!row) throw notFound('endpoint');
  return presentEndpoint(row);
}

function stateOf(row: EndpointRow): Endpoint['state'] {
  if (row.disabled_at === null) return row.is_closed ? 'closed' : 'enabled';
  return row.is_gone ? 'gone' : 'disabled';
}

const presentEndpoint = (row: EndpointRow): Endpoint => ({
  id: row.id,
  name: row.name,
  url: row.url,
  types: row.types,
  seesPeople: row.sees_people,
  consignor: row.consignor_id === null ? null : { id: row.consignor_id, name: row.consignor_name ?? '' },
  version: row.version,
  state: stateOf(row),
  disabledAt: row.disabled_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  secretRotatedAt: row.secret_rotated_at?.toISOString() ?? null,
  waiting: row.waiting,
  failed: row.failed,
  lastTakenAt: row.last_taken_at?.toISOString() ?? null,
});

type Row = Columns<Webhook> & {
  last_status: number | null;
  last_error: string | null;
  next_try_at: Date | null;
};

const webhookText = `
  SELECT w.id, w.endpoint_id, w.type, w.subject_id, w.state, w.version, w.tries, w.created_at, w.body,
    a.status AS last_status, a.error AS last_error, coalesce(t.fire_at, w.due_at) AS next_try_at
  FROM webhooks w
    LEFT JOIN webhook_attempts a ON a.webhook_id = w.id AND a.nth = w.tries
    LEFT JOIN platform_armed_timers t ON t.actor_id = w.id`;

/** A page of an endpoint's log. */
export async function listWebhooks(
  trx: Trx,
  { endpoint, state, page, perPage, order }: z.output<typeof webhookQuery>,
): Promise<WebhookList> {
  await showEndpoint(trx, endpoint);
  const where = 'WHERE w.endpoint_id = $1 AND ($2::text IS NULL OR w.state = $2)';
  const rows = await queryPrepared<Row>(
    trx,
    `${webhookText} ${where} ORDER BY w.id ${order === 'desc' ? 'DESC' : 'ASC'} LIMIT $3 OFFSET $4`,
    [endpoint, state ?? null, perPage, (page - 1) * perPage],
  );
  const [count] = await queryPrepared<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM webhooks w ${where}`,
    [endpoint, state ?? null],
  );
  return { data: rows.map(present), total: count?.total ?? 0 };
}

/** @throws Problem `not_found` */
export async function showWebhook(trx: Trx, id: string): Promise<WebhookDetail> {
  const [row] = await queryPrepared<Row>(trx, `${webhookText} WHERE w.id = $1`, [id]);
  if (!row) throw notFound('webhook');
  const { url, name } = await showEndpoint(trx, row.endpoint_id);
  const attempts = await WebhookAttempt.query(trx).where('webhook_id', id).orderBy('nth', 'desc');
  return { ...present(row), url, endpointName: name, body: row.body, attempts: attempts.map(presentAttempt) };
}

const present = (row: Row): Shown => ({
  id: row.id,
  endpointId: row.endpoint_id,
  type: row.type,
  subjectId: row.subject_id,
  state: row.state,
  version: row.version,
  tries: row.tries,
  createdAt: row.created_at.toISOString(),
  lastStatus: row.last_status,
  lastError: row.last_error,
  nextTryAt: row.next_try_at?.toISOString() ?? null,
});

function presentAttempt(row: WebhookAttempt): Attempt {
  const { webhookId: _id, nth: _nth, ...shown } = row.toJSON() as WebhookAttempt;
  return { ...shown, at: row.at.toISOString() };
}
