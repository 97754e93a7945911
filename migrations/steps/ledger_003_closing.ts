import type { Knex } from 'knex';

/** Until when the books are closed: nothing is booked before that any more, whoever writes. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE ledger_closing (
      id           boolean PRIMARY KEY DEFAULT true CHECK (id),
      closed_until timestamptz NOT NULL
    );
    COMMENT ON TABLE ledger_closing IS 'One row: until when the books are closed; -infinity where no month is';
    INSERT INTO ledger_closing (closed_until) VALUES ('-infinity');

    CREATE FUNCTION ledger_refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM added WHERE at < (SELECT closed_until FROM ledger_closing))
        THEN RAISE EXCEPTION 'the books are closed until %', (SELECT closed_until FROM ledger_closing); END IF;
        RETURN NULL;
      END $$;
    CREATE TRIGGER ledger_transactions_open AFTER INSERT ON ledger_transactions
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_closed();
  `);
}
