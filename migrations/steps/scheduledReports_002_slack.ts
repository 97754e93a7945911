import type { Knex } from 'knex';

/** A report may go to Slack too. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE scheduled_reports ADD COLUMN to_slack boolean NOT NULL DEFAULT false;
    COMMENT ON COLUMN scheduled_reports.to_slack IS 'It goes to Slack''s destination of reports too, where there is one';
  `);
}
