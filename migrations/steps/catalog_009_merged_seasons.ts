import type { Knex } from 'knex';

/** Two seasons that are one: the one stays as a pointer to the other, and its name is free again. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE seasons
      ADD COLUMN merged_into text COLLATE "C" REFERENCES seasons CHECK (merged_into <> id),
      ADD CHECK (merged_into IS NULL OR retired_at IS NOT NULL);
    COMMENT ON COLUMN seasons.merged_into IS 'The season that it turned out to be; never one that is merged itself';
    ALTER TABLE seasons DROP CONSTRAINT seasons_performer_id_name_key;
    CREATE UNIQUE INDEX seasons_performer_id_name_key ON seasons (performer_id, name) WHERE merged_into IS NULL;
  `);
}
