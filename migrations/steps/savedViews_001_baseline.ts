import type { Knex } from 'knex';

/** Saved views: named filters of lists; private unless shared. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE saved_views (
      id         text COLLATE "C" PRIMARY KEY,
      person_id  text COLLATE "C" NOT NULL REFERENCES people,
      page       text NOT NULL,
      name       text NOT NULL,
      query      text NOT NULL,
      shared     boolean NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (person_id, page, name)
    );
    COMMENT ON COLUMN saved_views.query IS 'The query string of the page';
  `);
}
