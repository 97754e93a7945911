import type { Knex } from 'knex';

/** Bulk runs: what a preview saw is kept until the run starts, and the report tells prices and what came in since. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE frozen_views (
      id          text COLLATE "C" PRIMARY KEY,
      filter      jsonb NOT NULL,
      listing_ids text[] COLLATE "C" NOT NULL,
      versions    integer[] NOT NULL,
      created_by  text NOT NULL,
      created_at  timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE frozen_views IS 'The listings of a view as a preview saw them; removed an hour later';
    COMMENT ON COLUMN frozen_views.versions IS 'The version of each listing, in the order of listing_ids';
    CREATE INDEX frozen_views_created ON frozen_views (created_at);

    ALTER TABLE bulk_runs ADD COLUMN came_after integer NOT NULL DEFAULT 0;
    COMMENT ON COLUMN bulk_runs.came_after IS 'Listings that came into the view after the preview: left out, and not counted in listings';
    ALTER TABLE bulk_run_rows ADD COLUMN version_after integer, ADD COLUMN price_before integer, ADD COLUMN price_after integer;
    COMMENT ON COLUMN bulk_run_rows.version_after IS 'Version that the run left behind; null: not done, or done before this was stored (then version + 1)';
    COMMENT ON COLUMN bulk_run_rows.price_before IS 'Price of one ticket before the run, minor units; null: not known';
    COMMENT ON COLUMN bulk_run_rows.price_after IS 'Price of one ticket after the run, minor units; null: left out, or not known';
  `);
}
