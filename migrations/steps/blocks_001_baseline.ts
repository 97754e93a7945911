import type { Knex } from 'knex';

/** Buyers whom the marketplace sells nothing to. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE buyer_blocks (
      id             text COLLATE "C" PRIMARY KEY,
      kind           text NOT NULL CHECK (kind IN ('email', 'account', 'card')),
      value          text COLLATE "C" NOT NULL,
      key            text COLLATE "C" NOT NULL GENERATED ALWAYS AS (kind || ' ' || value) STORED,
      shown          text NOT NULL,
      reservation_id text COLLATE "C",
      reason         text NOT NULL,
      created_by     text NOT NULL,
      created_at     timestamptz NOT NULL DEFAULT now(),
      until          timestamptz CHECK (until > created_at),
      lifted_at      timestamptz,
      lifted_by      text,
      lift_reason    text,
      CHECK ((lifted_by IS NULL) = (lift_reason IS NULL))
    );
    COMMENT ON TABLE buyer_blocks IS 'Buyers whom the marketplace sells nothing to; never deleted';
    COMMENT ON COLUMN buyer_blocks.value IS 'The normalized address, the person''s id, or the fingerprint of a card';
    COMMENT ON COLUMN buyer_blocks.shown IS 'The address as it was typed, the person''s id, or the card as visa ··4242';
    COMMENT ON COLUMN buyer_blocks.until IS 'When it ends by itself; null: for good';
    COMMENT ON COLUMN buyer_blocks.lifted_by IS 'Who lifted it; null where a newer block took the place of one whose time was over';
    -- Every hold and payment asks by key; and one block at a time is enough.
    CREATE UNIQUE INDEX buyer_blocks_one_a_key ON buyer_blocks (key) WHERE lifted_at IS NULL;
    -- The list, newest first.
    CREATE INDEX buyer_blocks_created ON buyer_blocks (created_at DESC, id);
  `);
}
