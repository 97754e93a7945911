import type { Knex } from 'knex';

/** Evidence for banks: a pack for each dispute that waits for an answer, and the files in it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE dispute_packs (
      dispute_id     text COLLATE "C" PRIMARY KEY,
      version        integer NOT NULL DEFAULT 1,
      evidence       jsonb NOT NULL,
      earlier        jsonb NOT NULL,
      due_at         timestamptz,
      due_read_at    timestamptz NOT NULL DEFAULT now(),
      made_at        timestamptz NOT NULL DEFAULT now(),
      edited_by      text,
      staged_version integer,
      staged_at      timestamptz,
      submit_asked_by text,
      submitted_at   timestamptz,
      submitted_by   text
    );
    COMMENT ON COLUMN dispute_packs.evidence IS 'Texts by Stripe''s names of its fields';
    COMMENT ON COLUMN dispute_packs.earlier IS 'Earlier purchases that count by Visa''s rules, as Stripe takes them';
    COMMENT ON COLUMN dispute_packs.due_at IS 'Until when Stripe takes evidence; it goes by itself 24 hours before';
    COMMENT ON COLUMN dispute_packs.due_read_at IS 'When Stripe named that deadline: an inquiry that becomes a dispute has another one';
    COMMENT ON COLUMN dispute_packs.staged_version IS 'The version that Stripe has, not yet submitted';
    COMMENT ON COLUMN dispute_packs.submit_asked_by IS 'Who asked to submit it; null: nobody, it goes by itself';
    CREATE INDEX dispute_packs_open ON dispute_packs (due_at) WHERE submitted_at IS NULL;

    CREATE TABLE dispute_files (
      dispute_id text COLLATE "C" NOT NULL REFERENCES dispute_packs,
      field      text NOT NULL CHECK (field IN ('receipt', 'refund_policy', 'customer_communication', 'service_documentation')),
      name       text NOT NULL,
      bytes      bytea NOT NULL,
      stripe_id  text,
      left_out   boolean NOT NULL DEFAULT false,
      PRIMARY KEY (dispute_id, field)
    );
    COMMENT ON TABLE dispute_files IS 'PDF files of a pack, by Stripe''s names of their fields';
    COMMENT ON COLUMN dispute_files.stripe_id IS 'Of the uploaded file; null: not yet uploaded';
  `);
}
