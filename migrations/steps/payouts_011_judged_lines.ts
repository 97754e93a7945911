import type { Knex } from 'knex';

/**
 * What is judged of a line stands with it, as it did with the open entry: approving a run judges every line once more, and looked each up
 * in the ledger and in orders.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    LOCK TABLE payout_lines, payout_open_entries IN SHARE ROW EXCLUSIVE MODE;
    ALTER TABLE payout_lines
      ADD COLUMN kind text,
      ADD COLUMN reservation_id text COLLATE "C",
      ADD COLUMN event_id text COLLATE "C";
    COMMENT ON COLUMN payout_lines.kind IS 'Of its transaction in the ledger, as reservation_id is; null: its run was approved before lines had it';
    COMMENT ON COLUMN payout_lines.event_id IS 'Of its order; null: it is about none';

    -- The previous code writes lines without them, while it runs: they are filled from the open entries that the lines take.
    CREATE OR REPLACE FUNCTION payout_open_entries_held() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        held bigint;
        missing bigint;
      BEGIN
        SELECT count(*), count(*) FILTER (WHERE kind IS NULL) INTO held, missing FROM added WHERE released_at IS NULL;
        IF missing > 0 THEN
          UPDATE payout_lines l SET kind = o.kind, reservation_id = o.reservation_id, event_id = o.event_id
          FROM added a JOIN payout_open_entries o ON o.transaction_id = a.transaction_id AND o.line = a.line
          WHERE a.released_at IS NULL AND a.kind IS NULL AND l.payout_id = a.payout_id AND l.transaction_id = a.transaction_id AND l.line = a.line;
        END IF;
        DELETE FROM payout_open_entries o USING added l
        WHERE l.released_at IS NULL AND o.transaction_id = l.transaction_id AND o.line = l.line;
        GET DIAGNOSTICS missing = ROW_COUNT;
        IF held <> missing THEN RAISE EXCEPTION 'a payout holds an entry that is not open'; END IF;
        RETURN NULL;
      END $$;

    -- Lines of runs that wait for their approval.
    UPDATE payout_lines l SET kind = p.kind, reservation_id = p.reservation_id, event_id = r.event_id
    FROM payouts d, ledger_postings p LEFT JOIN reservations_orders r ON r.id = p.reservation_id
    WHERE d.state = 'draft' AND l.payout_id = d.id AND p.transaction_id = l.transaction_id AND p.line = l.line;
  `);
}
