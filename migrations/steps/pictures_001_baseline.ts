import type { Knex } from 'knex';

/** Pictures that staff upload, in the three widths in which they are served. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE pictures (
      id         text COLLATE "C" PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
      w320       bytea NOT NULL,
      w640       bytea NOT NULL,
      w1280      bytea NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE pictures IS 'Pictures as WebP, each in widths of at most 320, 640 and 1280 pixels; rows are never changed';
    COMMENT ON COLUMN pictures.id IS 'The first 128 bits of the SHA-256 of the three files one after the other, in hex';
    -- They are compressed already.
    ALTER TABLE pictures ALTER COLUMN w320 SET STORAGE EXTERNAL, ALTER COLUMN w640 SET STORAGE EXTERNAL,
      ALTER COLUMN w1280 SET STORAGE EXTERNAL;
  `);
}
