/** Ends a connection as it writes the nth row: what was killed between that row and the one before. */
import type { Database } from '../../src/platform/db/index.ts';

/** Kills at rows; a database has one. */
export interface RowKiller {
  /** The connection that writes the nth row from now on ends before it does. @param row null: none */
  killAt(row: number | null): Promise<void>;
  /** How many rows were written since, also by transactions that were rolled back. */
  written(): Promise<number>;
}

/** Tables whose rows the steps of a payout don't write, or that are written beside them by others. */
const spared = ['killed_row', 'heartbeats', 'migrations'];

/** Counts every row that is inserted, changed or deleted in any table. */
export async function rowKiller(db: Database): Promise<RowKiller> {
  await db.raw(`
    CREATE SEQUENCE rows_written;
    CREATE TABLE killed_row (row bigint NOT NULL);
    INSERT INTO killed_row VALUES (0);
    CREATE FUNCTION kill_at_row() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('rows_written') = (SELECT row FROM killed_row)
        THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
  `);
  const { rows } = await db.raw(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL(?)`,
    [spared],
  );
  for (const { name } of rows as { name: string }[])
    await db.raw(
      'CREATE TRIGGER a_kill_at_row BEFORE INSERT OR UPDATE OR DELETE ON ?? FOR EACH ROW EXECUTE FUNCTION kill_at_row()',
      [name],
    );
  return {
    async killAt(row) {
      await db.raw(`SELECT setval('rows_written', 1, false)`);
      await db('killed_row').update({ row: row ?? 0 });
    },
    async written() {
      const counted = await db.raw('SELECT last_value, is_called FROM rows_written');
      const [{ last_value: last, is_called: isCalled }] = counted.rows;
      return isCalled ? last : 0;
    },
  };
}
