/** Makes the webhooks of what changed: the log's next part for each endpoint, in the order of the log. */
import type { Change } from '@holdfast/shared/changes';
import { changeSubjects } from '@holdfast/shared/changes';
import { webhookMachine } from '@holdfast/shared/webhookEndpoints/machines';
import { changesAfter, type NumberedChange } from '../changes/index.ts';
import { type Engine, instantOf, numberLog } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { WebhookEndpoint } from './WebhookEndpoint.ts';

/** Changes that are looked at in one transaction. */
const atOnce = 500;
/** Of one endpoint that doesn't take them: more are made once some of these are over. Until then the log keeps them. */
const mostOpen = 1_000;

/**
 * Gives every endpoint its webhooks of what changed since it was looked at last.
 * @returns how many were made
 */
export async function makeWebhooks({ db, engine }: Pick<AppContext, 'db' | 'engine'>): Promise<number> {
  const ids: string[] = await db('webhook_endpoints as e')
    .leftJoin('consignors_named as c', 'c.id', 'e.consignor_id')
    .whereNull('e.disabled_at')
    .whereNull('c.deactivated_at')
    .orderBy('e.id')
    .pluck('e.id');
  // With nobody to tell, nothing is numbered.
  if (ids.length === 0) return 0;
  await numberLog(db);
  let made = 0;
  for (const id of ids) {
    for (let more = true; more; ) {
      const part = await inTransaction(db, (trx) => makeForEndpoint(trx, engine, id));
      made += part.made;
      ({ more } = part);
    }
  }
  return made;
}

async function makeForEndpoint(
  trx: Trx,
  engine: Engine,
  id: string,
): Promise<{ made: number; more: boolean }> {
  const nothing = { made: 0, more: false };
  // Another worker gives it the same.
  const endpoint = await WebhookEndpoint.query(trx)
    .findById(id)
    .whereNull('disabled_at')
    .forUpdate()
    .skipLocked();
  if (!endpoint) return nothing;
  const [open] = await queryPrepared<{ count: number }>(
    trx,
    'SELECT count(*)::int AS count FROM webhooks WHERE endpoint_id = $1 AND webhook_is_open(state)',
    [id],
  );
  if ((open?.count ?? 0) >= mostOpen) return nothing;
  const { consignorId, types, afterSeq } = endpoint;
  const subjects = changeSubjects.filter((each) => types.some((type) => type.startsWith(`${each}.`)));
  const seesPeople = endpoint.seesPeople && consignorId === null;
  const { changes, next, more } = await changesAfter(
    trx,
    { subjects, consignorId, seesPeople },
    afterSeq,
    atOnce,
  );
  const told = changes.filter((change) => isTold(types, change));
  await insertWebhooks(
    trx,
    engine,
    told.map((change) => ({ endpointId: id, ...contentOf(change) })),
  );
  if (next > afterSeq)
    await queryPrepared(trx, 'UPDATE webhook_endpoints SET after_seq = $2 WHERE id = $1', [id, next]);
  return { made: told.length, more };
}

const isTold = (types: readonly string[], { subject, type }: Change) =>
  types.includes(`${subject}.*`) || types.includes(type);

function contentOf({ seq, ...change }: NumberedChange) {
  const { type, at: timestamp, id: subjectId } = change;
  return { seq, type, subjectId, body: JSON.stringify({ type, timestamp, data: change }) };
}

/** A webhook before it has an id. */
export interface NewWebhook {
  endpointId: string;
  /** The number of the log; null: a test. */
  seq: number | null;
  type: string;
  subjectId: string | null;
  body: string;
}

/** @returns their ids */
export async function insertWebhooks(
  trx: Trx,
  engine: Engine,
  wanted: readonly NewWebhook[],
): Promise<string[]> {
  if (wanted.length === 0) return [];
  const at = await instantOf(trx);
  const made = wanted.map((content) => {
    const created = engine.create(webhookMachine, { id: newId('webhook'), input: {}, at, by: 'system' });
    return { ...content, created };
  });
  const { from, value } = records(
    made.map(({ created: { id, state, snapshot, machineVersion }, ...content }) => ({
      ...content,
      id,
      state,
      snapshot,
      machineVersion,
      createdAt: at,
    })),
    {
      id: 'text',
      endpointId: 'text',
      seq: 'bigint',
      type: 'text',
      subjectId: 'text',
      body: 'text',
      createdAt: 'timestamptz',
      state: 'text',
      snapshot: 'jsonb',
      machineVersion: 'integer',
    },
  );
  await queryPrepared(
    trx,
    `INSERT INTO webhooks (id, endpoint_id, seq, type, subject_id, body, created_at, state, snapshot, machine_version, version)
     SELECT n.id, n.endpoint_id, n.seq, n.type, n.subject_id, n.body, n.created_at, n.state, n.snapshot, n.machine_version, 1 FROM ${from}`,
    [value],
  );
  await engine.recordCreated(
    trx,
    made.map(({ created }) => created),
  );
  return made.map(({ created }) => created.id);
}
