import type { Knex } from 'knex';

/** The lines of payouts, for sums of the books by the day of payout. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE VIEW payouts_lines AS
      SELECT l.payout_id, l.transaction_id, l.line, l.released_at,
        CASE WHEN o.state = 'paid' THEN (o.snapshot -> 'context' ->> 'paidOn')::date END AS paid_on
      FROM payout_lines l JOIN payouts o ON o.id = l.payout_id;
    COMMENT ON VIEW payouts_lines IS 'Entries of the books that payouts hold, or held until released_at; paid_on is null while the payout isn''t paid';
  `);
}
