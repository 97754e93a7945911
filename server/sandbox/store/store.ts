import pg from 'pg';
import { decodeRecord, encodeRecord, type Kind, type RecordOf, type SandboxRecord } from '../records.ts';
import { quotedSchema } from './schema.ts';
import { type Log, openWriter, type Writer } from './writer.ts';

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

/** The changes that one statement writes. */
class Batch {
  readonly records = new Map<string, SandboxRecord>();
  readonly settled: string[] = [];
  readonly #done = Promise.withResolvers<void>();
  readonly written = this.#done.promise;
  readonly resolve = this.#done.resolve;
  readonly reject = this.#done.reject;

  constructor() {
    // Callers that await it get the failure; an unawaited batch must not end the process.
    this.written.catch(() => {});
  }

  get isEmpty(): boolean {
    return this.records.size + this.settled.length === 0;
  }

  toJson(): string {
    const rows = Array.from(
      this.records.values(),
      (record) =>
        `{"id":${JSON.stringify(record.id)},"kind":"${record.kind}","seq":${record.seq},"parent":${JSON.stringify(record.parent)},` +
        `"created":${record.created},"due_at":${record.dueAt},"body":${encodeRecord(record)}}`,
    );
    return `[${rows.join(',')}]`;
  }
}

/** A crash may lose the mark of a delivered webhook, so the marks wait for a batch that is written anyway. */
const settleWithinMs = 50;

/**
 * All records of the sandbox. Memory is authoritative; changes are written to PostgreSQL in batches, one
 * statement for all changes that came while the previous one was being written. A response or a webhook is
 * sent only after `committed()` resolves, so nothing that a crash can lose has been seen outside.
 *
 * The rule for callers: after the last `await` of a find, change records and call `change` without another
 * await.
 */
export class Store {
  readonly #options: StoreOptions;
  readonly #schema: string;
  readonly #writer: Writer;
  readonly #readers: pg.Pool;
  readonly #memory = new Map<string, SandboxRecord>();
  readonly #loading = new Map<string, Promise<void>>();
  /** Ids of stored responses: without them, every new idempotency key would cost a read. */
  readonly #answers = new Set<string>();
  readonly #onCommitted: ((records: SandboxRecord[]) => void)[] = [];
  readonly #onChanged: ((record: SandboxRecord) => void)[] = [];
  #collecting = new Batch();
  #writing: Batch | null = null;
  #flushing: NodeJS.Immediate | null = null;
  #settleTimer: NodeJS.Timeout | undefined;
  #broken: unknown = null;
  #seq = 0;

  private constructor(options: StoreOptions, writer: Writer) {
    this.#options = options;
    this.#schema = quotedSchema(options.schema);
    this.#writer = writer;
    this.#readers = new pg.Pool({ connectionString: options.databaseUrl, max: 3 });
    this.#readers.on('error', (error) =>
      options.log('warn', 'sandbox: an idle reader was lost', { error: error.message }),
    );
  }

  /**
   * Opens the store and takes the schema's lock.
   * @throws SandboxInUse when another process owns the schema
   */
  static async open(options: StoreOptions): Promise<Store> {
    const writer = await openWriter(options.databaseUrl, options.schema, options.lockWaitMs, options.log);
    const store = new Store(options, writer);
    try {
      const [last] = await store.query<{ seq: string }>(
        'SELECT coalesce(max(seq), 0) AS seq FROM $schema.records',
      );
      store.#seq = Number(last!.seq);
      const answers = await store.query<{ id: string }>(
        "SELECT id FROM $schema.records WHERE kind = 'answer'",
      );
      for (const { id } of answers) store.#answers.add(id);
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** The record, from memory or from the database. */
  async find<K extends Kind>(kind: K, id: string): Promise<RecordOf<K> | undefined> {
    if (!this.#memory.has(id)) await this.#load(id);
    const record = this.#memory.get(id);
    if (record?.kind !== kind) return undefined;
    this.#hold(record);
    return record as RecordOf<K>;
  }

  /** Loads several records so that all are in memory at the same moment. */
  async findAll(ids: string[]): Promise<(SandboxRecord | undefined)[]> {
    const absent = new Set<string>();
    for (;;) {
      const missing = ids.filter((id) => !this.#memory.has(id) && !absent.has(id));
      if (missing.length === 0) return ids.map((id) => this.#memory.get(id));
      await Promise.all(missing.map((id) => this.#load(id)));
      for (const id of missing) if (!this.#memory.has(id)) absent.add(id);
    }
  }

  /** Like `find`, for ids that are mostly new: a "no" costs no read. */
  async findAnswer(id: string): Promise<RecordOf<'answer'> | undefined> {
    return this.#answers.has(id) ? this.find('answer', id) : undefined;
  }

  nextSeq(): number {
    this.#seq += 1;
    return this.#seq;
  }

  /** Marks a record as new or changed. */
  change(record: SandboxRecord): void {
    if (record.kind === 'answer') this.#answers.add(record.id);
    this.#hold(record);
    this.#collecting.records.set(record.id, record);
    for (const listener of this.#onChanged) listener(record);
    this.#schedule();
  }

  /** Marks a webhook as finished. A crash can lose the mark, and then the webhook is repeated. */
  settleWebhook(eventId: string): void {
    this.#collecting.settled.push(eventId);
    if (!this.#collecting.records.has(eventId)) this.#memory.delete(eventId);
    this.#settleLater();
  }

  /** Resolves when all changes so far are in PostgreSQL. @throws when the sandbox lost its schema */
  committed(): Promise<void> {
    if (this.#broken !== null) return Promise.reject(this.#broken);
    if (this.#collecting.records.size > 0) return this.#collecting.written;
    return this.#writing?.written ?? Promise.resolve();
  }

  /** The listener gets each batch after its commit. */
  onCommitted(listener: (records: SandboxRecord[]) => void): void {
    this.#onCommitted.push(listener);
  }

  /** The listener gets each record that is marked as changed. */
  onChanged(listener: (record: SandboxRecord) => void): void {
    this.#onChanged.push(listener);
  }

  /** Reads from the database after all changes so far are committed. `$schema` stands for the schema's name. */
  async query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    await this.committed();
    return (await this.#readers.query<T>(text.replaceAll('$schema', this.#schema), values)).rows;
  }

  /** Deletes all records. */
  async reset(): Promise<void> {
    await this.query('TRUNCATE $schema.records, $schema.settled_webhooks');
    this.#memory.clear();
    this.#answers.clear();
  }

  async close(): Promise<void> {
    clearTimeout(this.#settleTimer);
    // Unwritten changes were acknowledged to nobody, so an unreachable database must not keep the process alive.
    const enough = setTimeout(() => void this.#writer.close(), this.#options.closeWithinMs);
    while (this.#broken === null && (this.#writing !== null || !this.#collecting.isEmpty)) {
      this.#schedule();
      await (this.#writing ?? this.#collecting).written.catch(() => {});
    }
    clearTimeout(enough);
    await this.#readers.end();
    await this.#writer.close();
  }

  /** Makes a record the last one to be evicted. */
  #hold(record: SandboxRecord): void {
    this.#memory.delete(record.id);
    this.#memory.set(record.id, record);
  }

  #load(id: string): Promise<void> {
    const loading = this.#loading.get(id);
    if (loading !== undefined) return loading;
    const load = this.#readers
      .query<{ body: unknown }>(`SELECT body FROM ${this.#schema}.records WHERE id = $1`, [id])
      .then(({ rows: [row] }) => {
        if (row !== undefined && !this.#memory.has(id)) this.#memory.set(id, decodeRecord(row.body));
      })
      .finally(() => this.#loading.delete(id));
    this.#loading.set(id, load);
    return load;
  }

  #schedule(): void {
    if (this.#writing === null && this.#broken === null) this.#flushing ??= setImmediate(() => this.#flush());
  }

  #settleLater(): void {
    this.#settleTimer ??= setTimeout(() => {
      this.#settleTimer = undefined;
      this.#schedule();
    }, settleWithinMs);
  }

  async #flush(): Promise<void> {
    this.#flushing = null;
    const batch = this.#collecting;
    if (batch.isEmpty) return;
    this.#writing = batch;
    this.#collecting = new Batch();
    try {
      await this.#writer.write(batch.toJson(), batch.settled);
    } catch (error) {
      this.#fail(batch, error);
      return;
    }
    this.#writing = null;
    this.#evict(batch);
    const records = [...batch.records.values()];
    for (const listener of this.#onCommitted) listener(records);
    batch.resolve();
    if (this.#collecting.records.size > 0) this.#schedule();
    else if (!this.#collecting.isEmpty) this.#settleLater();
  }

  #fail(batch: Batch, error: unknown): void {
    this.#broken = error;
    this.#options.log('error', 'sandbox: records can no longer be written', { error: String(error) });
    batch.reject(error);
    this.#collecting.reject(error);
  }

  /** Evicts responses, which only a retry reads, and the oldest records; never unwritten ones. */
  #evict({ records }: Batch): void {
    const isWritten = (id: string) => !this.#collecting.records.has(id);
    for (const { id, kind } of records.values())
      if (kind === 'answer' && isWritten(id)) this.#memory.delete(id);
    let excess = this.#memory.size - this.#options.maxRecords;
    for (const id of this.#memory.keys()) {
      if (excess <= 0) return;
      excess -= 1;
      if (isWritten(id)) this.#memory.delete(id);
    }
  }
}
