/**
 * Transactions whose statements travel together. PostgreSQL takes the next statement before it has answered the last;
 * what a batch reads goes out in one turn with its BEGIN, what it writes with its COMMIT: two round trips instead of
 * seven. On a busy process each round trip waits for the event loop, which was most of a batch's time.
 */
import pg from 'pg';
import { asConnectionError } from './away.ts';
import { worthARetry } from './retry.ts';
import { limitsOfConnection, type TimeLimits } from './timeLimits.ts';

/** The connection of one pipelined transaction; `run` takes it as it takes a knex transaction. */
export class Pipeline {
  readonly connection: pg.ClientBase;

  constructor(connection: pg.ClientBase) {
    this.connection = connection;
  }
}

/** Runs transactions whose statements are sent without waiting for answers between them. */
export interface Pipelines {
  /**
   * @param read sends what it asks at once, without waiting between
   * @param decide looks at what was read; `write` sends one statement, which must fail by itself where it may not be
   *   committed: its COMMIT follows before its answer is there. No `write`: nothing is changed
   * @throws what the write threw; then nothing was committed
   */
  transaction<R, T>(
    read: (pipeline: Pipeline) => Promise<R>,
    decide: (read: R) => { write: ((pipeline: Pipeline) => Promise<unknown>) | null; answer: T },
  ): Promise<T>;
  close(): Promise<void>;
}

/** @param onError hears of connections that broke while idle */
export function openPipelines(
  databaseUrl: string,
  { max, onError, limits }: { max: number; onError: (error: Error) => void; limits: TimeLimits },
): Pipelines {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    application_name: 'holdfast',
    pipeline: true,
    ...limitsOfConnection(limits),
  });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', (error) => onError(asConnectionError(error))));

  async function once<R, T>(
    read: (pipeline: Pipeline) => Promise<R>,
    decide: (read: R) => { write: ((pipeline: Pipeline) => Promise<unknown>) | null; answer: T },
  ): Promise<T> {
    const client = await pool.connect().catch((error) => {
      throw asConnectionError(error);
    });
    const pipeline = new Pipeline(client);
    let broken: Error | undefined;
    try {
      const [begun, loaded] = await Promise.allSettled([client.query('BEGIN'), read(pipeline)]);
      if (begun.status === 'rejected') throw begun.reason;
      if (loaded.status === 'rejected') throw loaded.reason;
      const { write, answer } = decide(loaded.value);
      if (write === null) {
        await client.query('ROLLBACK');
        return answer;
      }
      const [written, committed] = await Promise.allSettled([write(pipeline), client.query('COMMIT')]);
      if (written.status === 'rejected') throw written.reason;
      if (committed.status === 'rejected') throw committed.reason;
      // PostgreSQL answers COMMIT with ROLLBACK where a statement before it failed.
      if (committed.value.command !== 'COMMIT') throw new Error('the transaction was rolled back');
      return answer;
    } catch (error) {
      await client.query('ROLLBACK').catch((lost: Error) => {
        broken = lost;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    async transaction(read, decide) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(read, decide);
        } catch (error) {
          if (attempt >= 5 || !worthARetry((error as { code?: string }).code)) throw error;
        }
      }
    },
    close: () => pool.end(),
  };
}
