import type { Knex } from 'knex';

/**
 * Several things may need attention in one order at a time, and each ends by itself: one text a cause. `attention` stays what
 * lists and searches read. The previous code reads and writes that column alone: a trigger keeps what it writes under the
 * cause that its words tell, so that it ends with its cause.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE reservations ADD COLUMN attention_causes jsonb NOT NULL DEFAULT '{}';
    COMMENT ON COLUMN reservations.attention_causes IS 'Why it waits in support’s queue, by cause; attention is all of them in one text';

    CREATE FUNCTION reservations_causes_of_attention() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.attention_causes := CASE WHEN NEW.attention IS NULL THEN '{}' ELSE jsonb_build_object(
        CASE WHEN NEW.attention LIKE '%refund%' THEN 'refund' WHEN NEW.attention LIKE '%disputes%' THEN 'dispute'
          WHEN NEW.attention LIKE '%no outcome%' THEN 'review' ELSE 'other' END, NEW.attention) END;
      RETURN NEW;
    END $$;
    -- The present code sets the text and its causes together, so it never meets this.
    CREATE TRIGGER reservations_attention_alone BEFORE UPDATE OF attention ON reservations FOR EACH ROW
      WHEN (NEW.attention_causes = OLD.attention_causes)
      EXECUTE FUNCTION reservations_causes_of_attention();
    UPDATE reservations SET attention = attention WHERE attention IS NOT NULL;

    CREATE OR REPLACE VIEW reservations_orders AS
      SELECT id, code, fan_id, event_id, email, currency, total_amount, ticket_count, created_at, expires_at, paid_at, attention, state,
        version, snapshot -> 'context' ->> 'paymentId' AS payment_id, attention_causes
      FROM reservations;
  `);
}
