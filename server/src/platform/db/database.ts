/** The database: a pool, transactions, and plain SQL with $1 parameters on a transaction's own connection. */
import knex, { type Knex } from 'knex';
import { DBError } from 'objection';
import pg from 'pg';
import { traced } from '../observability/index.ts';
import { asConnectionError } from './away.ts';
import { databaseAnswers } from './outage.ts';
import { Pipeline } from './pipeline.ts';
import { worthARetry } from './retry.ts';
import { limitsOfConnection, noLimits, type TimeLimits } from './timeLimits.ts';

/** The connection pool. */
export type Database = Knex;
/** An open transaction. */
export type Trx = Knex.Transaction;

// Counts and sums come as int8; every one of ours is a safe integer. Days stay text: a day has no zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Opens a pool.
 * @param limits of every statement; none unless given
 * @param onError hears of connections that broke while idle: without a listener they would end the process
 */
export function openDatabase(
  databaseUrl: string,
  {
    max = 10,
    limits = noLimits,
    onError,
  }: { max?: number; limits?: TimeLimits; onError: (error: Error) => void },
): Database {
  const db = knex({
    client: 'pg',
    log: knexLog(onError),
    connection: {
      connectionString: databaseUrl,
      application_name: 'holdfast',
      ...limitsOfConnection(limits),
    },
    pool: {
      // Kept while idle: a new connection's first hold reads catalogs and plans its statements for a tenth of a second.
      min: max,
      max,
      afterCreate: (connection: pg.Client, done: (error: Error | null, connection: pg.Client) => void) => {
        // pg ends what is under way with the same error, after this.
        connection.on('error', (error) => onError(asConnectionError(error)));
        done(null, connection);
      },
    },
  });
  const client: { acquireRawConnection(): Promise<pg.Client> } = db.client;
  const connect = client.acquireRawConnection.bind(client);
  client.acquireRawConnection = () =>
    connect().then(
      (connection) => {
        databaseAnswers();
        return connection;
      },
      (error) => {
        throw asConnectionError(error);
      },
    );
  return db;
}

/** knex prints otherwise, beside the log. That no connection could be had is thrown too, and said by whoever wanted one. */
function knexLog(onError: (error: Error) => void): Knex.Logger {
  const say = (message: unknown) => {
    if (!String(message).startsWith('Acquire connection error')) onError(new Error(String(message)));
  };
  return { warn: say, error: say, deprecate: say, debug: () => {} };
}

interface Connected {
  acquireConnection(): Promise<pg.Client>;
  releaseConnection(connection: pg.Client): Promise<void>;
}

/**
 * The transaction as what pipelined statements take. Each is sent once the one before it is answered: the connection of a
 * transaction takes one at a time.
 */
export async function pipelineIn(trx: Trx): Promise<Pipeline> {
  const connection = await connectionOf(trx);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (statement: pg.QueryConfig) => {
    const answer = last.then(() => connection.query(statement));
    last = answer.catch(() => {});
    return answer;
  };
  return new Pipeline({ query: inTurn } as unknown as pg.ClientBase);
}

/** The connection of a transaction. */
export function connectionOf(trx: Trx): Promise<pg.Client> {
  return (trx.client as unknown as Connected).acquireConnection();
}

/** Lends a connection of the pool for as long as `use` takes, without a transaction: each statement commits by itself. */
export async function withConnection<T>(
  db: Database,
  use: (connection: pg.Client) => Promise<T>,
): Promise<T> {
  const pool = db.client as unknown as Connected;
  const connection = await pool.acquireConnection();
  try {
    return await use(connection);
  } finally {
    await pool.releaseConnection(connection);
  }
}

/**
 * Runs one SQL statement that is planned anew each time, by its values. For lists with many optional filters: PostgreSQL
 * plans a prepared statement for any values after its fifth run, and for such a one that plan was 20 times slower.
 */
export async function query<Row extends object = Record<string, unknown>>(
  trx: Trx,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await (await connectionOf(trx)).query<Row>(text, values)).rows;
}

/**
 * One transaction, tried again when PostgreSQL broke a deadlock or a serialisation cycle by ending it: nothing of a
 * broken try remains.
 */
export function inTransaction<T>(db: Database, work: (trx: Trx) => Promise<T>, tries = 5): Promise<T> {
  return traced('transaction', { 'db.system.name': 'postgresql' }, () => tryTransaction(db, work, tries));
}

async function tryTransaction<T>(db: Database, work: (trx: Trx) => Promise<T>, tries: number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const { code } = postgresErrorOf(error);
      if (attempt >= tries || !worthARetry(code)) throw error;
    }
  }
}

/** PostgreSQL's own error: queries of tables' classes throw it inside one of Objection's. */
function postgresErrorOf(error: unknown): { code?: string; constraint?: string } {
  return (error instanceof DBError ? error.nativeError : error) as { code?: string; constraint?: string };
}

/** The name of the constraint that a row broke, or null. */
export function brokenConstraint(error: unknown): string | null {
  const { code, constraint } = postgresErrorOf(error);
  return code?.startsWith('23') ? (constraint ?? null) : null;
}
