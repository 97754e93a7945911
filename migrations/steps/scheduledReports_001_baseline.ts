import type { Knex } from 'knex';

/** Reports that are emailed by themselves. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE scheduled_reports (
      id         text COLLATE "C" PRIMARY KEY,
      name       text NOT NULL,
      report     text NOT NULL,
      "by"       text NOT NULL,
      "on"       text NOT NULL,
      event      text,
      team       text,
      league     text,
      consignor  text,
      period     text NOT NULL CHECK (period IN ('lastWeek', 'lastMonth', 'thisMonth', 'thisYear')),
      rhythm     text NOT NULL CHECK (rhythm IN ('weekly', 'monthly')),
      send_day   integer NOT NULL CHECK (send_day BETWEEN 1 AND 28 AND (rhythm <> 'weekly' OR send_day <= 7)),
      recipients jsonb NOT NULL,
      is_paused  boolean NOT NULL,
      kept_until date NOT NULL,
      sent_at    timestamptz,
      version    integer NOT NULL,
      created_at timestamptz NOT NULL
    );
    COMMENT ON TABLE scheduled_reports IS 'Reports of the books that are emailed by themselves';
    COMMENT ON COLUMN scheduled_reports.event IS 'Of this event alone; null: of all. So are team, league and consignor';
    COMMENT ON COLUMN scheduled_reports.send_day IS 'Weekly: 1 Monday to 7 Sunday; monthly: the day of the month';
    COMMENT ON COLUMN scheduled_reports.recipients IS 'Ids of people of the back office';
    COMMENT ON COLUMN scheduled_reports.kept_until IS 'The last day, in the marketplace''s zone, that was looked at';
  `);
}
