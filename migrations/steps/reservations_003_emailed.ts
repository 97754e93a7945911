import type { Knex } from 'knex';

/** When the email with an order's tickets left, so that the order claims it only then. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE reservations ADD COLUMN tickets_emailed_at timestamptz;
    COMMENT ON COLUMN reservations.tickets_emailed_at IS 'When the email with the tickets left; null: it has not left';
    UPDATE reservations r SET tickets_emailed_at = m.sent_at FROM emails m
      WHERE m.reservation_id = r.id AND m.kind = 'order' AND m.state = 'sent';
  `);
}
