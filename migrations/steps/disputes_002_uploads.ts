import type { Knex } from 'knex';

/** Files that support adds to the evidence of a dispute. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE dispute_uploads (
      id          text COLLATE "C" PRIMARY KEY,
      dispute_id  text COLLATE "C" NOT NULL REFERENCES dispute_packs,
      field       text NOT NULL,
      name        text NOT NULL,
      media_type  text NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
      bytes       bytea NOT NULL,
      stripe_id   text,
      uploaded_by text COLLATE "C" NOT NULL,
      uploaded_at timestamptz NOT NULL DEFAULT now(),
      -- Stripe takes one file a field.
      UNIQUE (dispute_id, field)
    );
    COMMENT ON TABLE dispute_uploads IS 'Files of support in a pack, by Stripe''s names of their fields; each goes in place of one that was made for its field';
    COMMENT ON COLUMN dispute_uploads.stripe_id IS 'Of the file at Stripe; null: not yet uploaded there';
  `);
}
