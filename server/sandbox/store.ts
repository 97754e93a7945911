import pg from 'pg';
import { createKnownKeys } from './knownKeys.ts';
import { decodeRecord, encodeRecord, type Kind, type RecordOf, type SandboxRecord } from './records.ts';
import { quotedSchema } from './schema.ts';
import { type Log, openWriter } from './writer.ts';

/** How the store works. */
export interface StoreOptions {
  databaseUrl: string;
  schema: string;
  /** How many records stay in memory; older ones are read from the database. */
  maxRecords: number;
  lockWaitMs: number;
  /** How long `close` waits for an unreachable database, ms. */
  closeWithinMs: number;
  log: Log;
}

/**
 * All records of the sandbox. Memory is authoritative; changes are written to PostgreSQL in batches, one
 * statement for all changes that came while the previous one was being written. A response or a webhook is
 * sent only after `committed()` resolves, so nothing that a crash can lose has been seen outside.
 *
 * The rule for callers: after the last `await` of a find, change records and call `change` without another
 * await.
 */
export interface Store {
  /** The record, from memory or from the database. */
  find<K extends Kind>(kind: K, id: string): Promise<RecordOf<K> | undefined>;
  /** Loads several records so that all are in memory at the same moment. */
  findAll(ids: string[]): Promise<(SandboxRecord | undefined)[]>;
  /** Like `find`, for ids that are mostly new: a certain "no" costs no read. */
  findAnswer(id: string): Promise<RecordOf<'answer'> | undefined>;
  nextSeq(): number;
  /** Marks a record as new or changed. */
  change(record: SandboxRecord): void;
  /** Marks a webhook as finished. A crash can lose the mark, and then the webhook is repeated. */
  settleWebhook(eventId: string): void;
  /** Resolves when all changes so far are in PostgreSQL. @throws when the sandbox lost its schema */
  committed(): Promise<void>;
  /** The listener gets each batch after its commit. */
  onCommitted(listener: (records: SandboxRecord[]) => void): void;
  /** The listener gets each record whose `dueAt` was set or cleared. */
  onChanged(listener: (record: SandboxRecord) => void): void;
  /**
   * Reads from the database after all changes so far are committed. `$schema` is replaced by the schema's
   * name.
   */
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  /** Deletes all records. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

interface Batch {
  records: Map<string, SandboxRecord>;
  settled: string[];
  done: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

function newBatch(): Batch {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // Callers that await it get the failure; an unawaited batch must not end the process.
  promise.catch(() => {});
  return { records: new Map(), settled: [], done: promise, resolve, reject };
}

function batchJson(records: Iterable<SandboxRecord>): string {
  const rows: string[] = [];
  for (const record of records) {
    rows.push(
      `{"id":${JSON.stringify(record.id)},"kind":"${record.kind}","seq":${record.seq},"parent":${JSON.stringify(record.parent)},` +
        `"created":${record.created},"due_at":${record.dueAt},"body":${encodeRecord(record)}}`,
    );
  }
  return `[${rows.join(',')}]`;
}

/**
 * Opens the store and takes the schema's lock.
 * @throws SandboxInUse when another process owns the schema
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const schema = quotedSchema(options.schema);
  const writer = await openWriter(options.databaseUrl, options.schema, options.lockWaitMs, options.log);
  const readers = new pg.Pool({ connectionString: options.databaseUrl, max: 3 });
  readers.on('error', (error) =>
    options.log('warn', 'sandbox: an idle reader was lost', { error: error.message }),
  );

  const writeBatch = `
    WITH settled AS (
      INSERT INTO ${schema}.settled_webhooks SELECT unnest($2::text[]) ON CONFLICT DO NOTHING
    )
    INSERT INTO ${schema}.records (id, kind, seq, parent, created, due_at, body)
    SELECT id, kind, seq, parent, created, due_at, body
      FROM json_to_recordset($1::json)
        AS r(id text, kind text, seq bigint, parent text, created bigint, due_at bigint, body json)
    ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, body = excluded.body`;

  const memory = new Map<string, SandboxRecord>();
  const loading = new Map<string, Promise<void>>();
  const knownAnswers = createKnownKeys();
  const committedListeners: ((records: SandboxRecord[]) => void)[] = [];
  const changedListeners: ((record: SandboxRecord) => void)[] = [];
  let collecting = newBatch();
  let writing: Batch | null = null;
  let scheduled: NodeJS.Immediate | null = null;
  let settleTimer: NodeJS.Timeout | null = null;
  let broken: unknown = null;

  let seq: number;
  try {
    const first = await readers.query<{ seq: string }>(
      `SELECT coalesce(max(seq), 0) AS seq FROM ${schema}.records`,
    );
    seq = Number(first.rows[0]?.seq ?? 0);
    const answers = await readers.query<{ id: string }>(
      `SELECT id FROM ${schema}.records WHERE kind = 'answer'`,
    );
    for (const { id } of answers.rows) knownAnswers.add(id);
  } catch (error) {
    await readers.end();
    await writer.close();
    throw error;
  }

  function evict(): void {
    let excess = memory.size - options.maxRecords;
    // Evicts the oldest records first, except unwritten ones. Checks each excess record at most once per batch.
    for (const id of memory.keys()) {
      if (excess <= 0) return;
      excess -= 1;
      if (!collecting.records.has(id)) memory.delete(id);
    }
  }

  function schedule(): void {
    if (scheduled === null && writing === null && broken === null) scheduled = setImmediate(flush);
  }

  async function flush(): Promise<void> {
    scheduled = null;
    if (collecting.records.size === 0 && collecting.settled.length === 0) return;
    const batch = collecting;
    writing = batch;
    collecting = newBatch();
    try {
      await writer.write('batch', writeBatch, [batchJson(batch.records.values()), batch.settled]);
    } catch (error) {
      broken = error;
      options.log('error', 'sandbox: records can no longer be written', {
        error: error instanceof Error ? error.message : String(error),
      });
      batch.reject(error);
      collecting.reject(error);
      return;
    }
    writing = null;
    const records = [...batch.records.values()];
    for (const record of records) {
      // Responses are read only by a retry, so they leave memory at once.
      if (record.kind === 'answer' && !collecting.records.has(record.id)) memory.delete(record.id);
    }
    evict();
    for (const listener of committedListeners) listener(records);
    batch.resolve();
    if (collecting.records.size > 0) schedule();
    else if (collecting.settled.length > 0) settleLater();
  }

  function settleLater(): void {
    settleTimer ??= setTimeout(() => {
      settleTimer = null;
      schedule();
    }, 50);
  }

  function hold(record: SandboxRecord): void {
    memory.delete(record.id);
    memory.set(record.id, record);
  }

  function load(id: string): Promise<void> {
    let load = loading.get(id);
    if (load === undefined) {
      load = readers
        .query<{ body: unknown }>(`SELECT body FROM ${schema}.records WHERE id = $1`, [id])
        .then(({ rows }) => {
          if (rows[0] !== undefined && !memory.has(id)) memory.set(id, decodeRecord(rows[0].body));
        })
        .finally(() => loading.delete(id));
      loading.set(id, load);
    }
    return load;
  }

  const store: Store = {
    async find(kind, id) {
      if (!memory.has(id)) await load(id);
      const record = memory.get(id);
      if (record?.kind !== kind) return undefined;
      hold(record);
      return record as RecordOf<typeof kind>;
    },
    async findAll(ids) {
      const absent = new Set<string>();
      for (;;) {
        const missing = ids.filter((id) => !memory.has(id) && !absent.has(id));
        if (missing.length === 0) return ids.map((id) => memory.get(id));
        await Promise.all(missing.map(load));
        for (const id of missing) if (!memory.has(id)) absent.add(id);
      }
    },
    async findAnswer(id) {
      return knownAnswers.has(id) ? store.find('answer', id) : undefined;
    },
    nextSeq() {
      seq += 1;
      return seq;
    },
    change(record) {
      if (record.kind === 'answer') knownAnswers.add(record.id);
      hold(record);
      collecting.records.set(record.id, record);
      for (const listener of changedListeners) listener(record);
      schedule();
    },
    settleWebhook(eventId) {
      collecting.settled.push(eventId);
      if (!collecting.records.has(eventId)) memory.delete(eventId);
      settleLater();
    },
    committed() {
      if (broken !== null) return Promise.reject(broken);
      if (collecting.records.size > 0) return collecting.done;
      return writing?.done ?? Promise.resolve();
    },
    onCommitted: (listener) => void committedListeners.push(listener),
    onChanged: (listener) => void changedListeners.push(listener),
    async query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      await store.committed();
      return (await readers.query<T>(text.replaceAll('$schema', schema), values)).rows;
    },
    async reset() {
      await store.committed();
      await readers.query(`TRUNCATE ${schema}.records, ${schema}.settled_webhooks`);
      memory.clear();
      knownAnswers.clear();
    },
    async close() {
      if (settleTimer !== null) clearTimeout(settleTimer);
      // Unwritten changes were acknowledged to nobody, so an unreachable database must not keep the process alive.
      const enough = setTimeout(() => void writer.close(), options.closeWithinMs);
      while (
        broken === null &&
        (writing !== null || collecting.records.size + collecting.settled.length > 0)
      ) {
        schedule();
        await (writing ?? collecting).done.catch(() => {});
      }
      clearTimeout(enough);
      await readers.end();
      await writer.close();
    },
  };
  return store;
}
