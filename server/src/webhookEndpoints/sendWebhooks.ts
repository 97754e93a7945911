/**
 * Sends what is due. A worker claims a webhook, asks the endpoint without a transaction, and records the try with what it means for the
 * webhook. One whose worker dies is taken over when the claim is over, and sent again under the same webhook-id.
 */
import { webhookMachine } from '@holdfast/shared/webhookEndpoints/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { NoOutsideAnswer, postOutside } from '../platform/outbound/index.ts';
import { openSecrets, signedHeaders } from './secrets.ts';
import { WebhookAttempt } from './WebhookAttempt.ts';
import { WebhookEndpoint } from './WebhookEndpoint.ts';

/** Milliseconds. Source: Standard Webhooks 1.0.0: 15 to 30 s */
const timeoutMs = 15_000;
/** How long a worker has a webhook for itself: longer than a try can take. */
const claimSeconds = 60;
/** At once by one worker to one endpoint: a slow one takes the others no place. */
const mostOfEndpoint = 4;
/** At once by one worker. */
const mostAtOnce = 32;
/** Bytes of an answer that are kept. */
const keptBytes = 4_096;
/** The endpoint says that it is gone for good. */
const goneStatus = 410;

/** A webhook that this worker sends now. */
interface Claimed {
  id: string;
  endpoint_id: string;
  version: number;
  body: string;
}

/** A try before it is kept. */
type Attempt = Pick<
  WebhookAttempt,
  'at' | 'ms' | 'requestHeaders' | 'status' | 'answerHeaders' | 'answer' | 'error'
>;

type App = Pick<AppContext, 'config' | 'db' | 'engine' | 'log' | 'secret'>;

/** Of each endpoint the oldest ones, as many as there is place for. */
const claimText = `
  UPDATE webhooks w SET claimed_until = now() + interval '${claimSeconds} seconds' FROM (
    SELECT due.id FROM webhook_endpoints e
      CROSS JOIN LATERAL (
        SELECT d.id FROM webhooks d
        WHERE d.endpoint_id = e.id AND d.due_at <= now() AND (d.claimed_until IS NULL OR d.claimed_until < now())
        ORDER BY d.due_at, d.id LIMIT greatest(0, ${mostOfEndpoint} - coalesce(($1::jsonb ->> e.id)::int, 0))
        FOR NO KEY UPDATE SKIP LOCKED
      ) due
    LIMIT $2
  ) due WHERE w.id = due.id RETURNING w.id, w.endpoint_id, w.version, w.body`;

/** What one worker sends: how much of it is under way is counted, so that a slow endpoint has few places. */
export interface Sender {
  /** Begins to send what is due and has a place; more is begun as places are free. */
  begin(): Promise<void>;
  /** Everything that was begun is over. */
  settled(): Promise<void>;
  /** Breaks off what is under way: another worker sends it again. */
  stop(): Promise<void>;
}

/** @returns the sender of one worker */
export function createSender(app: App): Sender {
  const underWay = new Map<Promise<void>, string>();
  const stopping = new AbortController();
  const failed = (error: unknown) =>
    app.log.error({ err: error }, 'a webhook could not be sent or recorded; it is sent again');

  async function begin(): Promise<void> {
    const places = mostAtOnce - underWay.size;
    if (places <= 0 || stopping.signal.aborted) return;
    const busy = Object.fromEntries(
      [...Map.groupBy(underWay.values(), (endpointId) => endpointId)].map(([id, each]) => [id, each.length]),
    );
    const claimed = await inTransaction(app.db, (trx) =>
      queryPrepared<Claimed>(trx, claimText, [JSON.stringify(busy), places]),
    );
    for (const one of claimed) {
      const sending = sendOne(app, one, stopping.signal)
        .catch(failed)
        .then(() => {
          underWay.delete(sending);
          return begin();
        })
        .catch(failed);
      underWay.set(sending, one.endpoint_id);
    }
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay.keys());
  }

  return {
    begin,
    settled,
    stop() {
      stopping.abort();
      return settled();
    },
  };
}

async function sendOne(app: App, claimed: Claimed, signal: AbortSignal): Promise<void> {
  const endpoint = await WebhookEndpoint.query(app.db).findById(claimed.endpoint_id).throwIfNotFound();
  if (endpoint.disabledAt !== null) {
    await inTransaction(app.db, (trx) => tell(trx, app.engine, claimed, 'drop'));
    return;
  }
  const at = new Date();
  const requestHeaders = {
    'content-type': 'application/json',
    'user-agent': 'Holdfast-Webhooks/1',
    ...signedHeaders(openSecrets(app.secret, endpoint), endpoint.secretRotatedAt, { ...claimed, at }),
  };
  const startedAt = performance.now();
  const answer = await postOutside({
    url: endpoint.url,
    headers: requestHeaders,
    body: claimed.body,
    timeoutMs,
    mostBytes: keptBytes,
    allowsPrivate: app.config.webhooksToPrivate,
    signal,
  }).catch((error: unknown) => {
    if (error instanceof NoOutsideAnswer) return error;
    throw error;
  });
  if (signal.aborted) return;
  const ms = Math.round(performance.now() - startedAt);
  const said =
    answer instanceof NoOutsideAnswer
      ? { status: null, answerHeaders: null, answer: null, error: answer.message }
      : { status: answer.status, answerHeaders: answer.headers, answer: answer.text, error: null };
  await inTransaction(app.db, (trx) => record(trx, app.engine, claimed, { at, ms, requestHeaders, ...said }));
}

/** Keeps a try, and what it means: taken, failed, or the end of the endpoint. */
async function record(trx: Trx, engine: Engine, claimed: Claimed, attempt: Attempt): Promise<void> {
  const isGone = attempt.status === goneStatus;
  // Endpoints are locked before their webhooks.
  if (isGone) await disableGone(trx, claimed.endpoint_id);
  const [row] = await queryPrepared<{ tries: number }>(
    trx,
    'UPDATE webhooks SET tries = tries + 1 WHERE id = $1 RETURNING tries',
    [claimed.id],
  );
  if (!row) return;
  await WebhookAttempt.query(trx).insert({ webhookId: claimed.id, nth: row.tries, ...attempt });
  if (isGone) return dropOpen(trx, engine, claimed.endpoint_id);
  const isTaken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  await tell(trx, engine, claimed, isTaken ? 'take' : 'fail');
}

/** A person may have sent it again, or the endpoint was disabled meanwhile: then the try changes nothing. */
const tell = (trx: Trx, engine: Engine, { id, version }: Claimed, type: 'take' | 'fail' | 'drop') =>
  engine.apply(trx, [messageTo(webhookMachine, id, { type }, { by: 'system', version })]);

/** An endpoint that answered 410 is told of nothing any more. */
async function disableGone(trx: Trx, endpointId: string): Promise<void> {
  const gone = await WebhookEndpoint.query(trx)
    .findById(endpointId)
    .whereNull('disabled_at')
    .patch({ disabledAt: new Date(), isGone: true });
  if (gone === 0) return;
  await audit(trx, { by: 'system', requestId: null }, [
    {
      what: 'webhookEndpoint.disable',
      subject: endpointId,
      reason: 'It answered 410: it is gone for good',
      before: { state: 'enabled' },
      after: { state: 'gone' },
    },
  ]);
}

/** What an endpoint hasn't taken yet isn't sent any more. */
export async function dropOpen(trx: Trx, engine: Engine, endpointId: string): Promise<void> {
  const open = await queryPrepared<{ id: string }>(
    trx,
    'SELECT id FROM webhooks WHERE endpoint_id = $1 AND webhook_is_open(state) ORDER BY id',
    [endpointId],
  );
  await engine.apply(
    trx,
    open.map(({ id }) => messageTo(webhookMachine, id, { type: 'drop' }, { by: 'system' })),
  );
}
