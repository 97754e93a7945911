import type { Knex } from 'knex';

/** The site's content: what was published, and the one draft of what comes next. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE content_versions (
      number       integer PRIMARY KEY CHECK (number > 0),
      content      jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
      note         text NOT NULL DEFAULT '',
      restored     integer CHECK (restored >= 0 AND restored < number),
      published_by text COLLATE "C" NOT NULL,
      published_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE content_versions IS 'Each content that was published; the highest number is public, and without one the content that the software comes with. Rows are never changed';
    COMMENT ON COLUMN content_versions.restored IS 'The version whose content it brought back; 0 is the content that the software comes with';

    CREATE TABLE content_draft (
      id         text COLLATE "C" PRIMARY KEY CHECK (id = 'draft'),
      content    jsonb CHECK (jsonb_typeof(content) = 'object'),
      base       integer,
      changed_by text COLLATE "C",
      changed_at timestamptz,
      version    integer NOT NULL DEFAULT 0,
      CHECK ((content IS NULL) = (base IS NULL) AND (content IS NULL) = (changed_by IS NULL) AND (content IS NULL) = (changed_at IS NULL))
    );
    COMMENT ON TABLE content_draft IS 'One row, which whoever changes or publishes content locks; without a content nothing is drafted';
    COMMENT ON COLUMN content_draft.base IS 'The version that it was begun from';
    COMMENT ON COLUMN content_draft.version IS 'Counts every change, of the draft and of what is public';
    INSERT INTO content_draft (id) VALUES ('draft');
  `);
}
