import type { Knex } from 'knex';

/** The texts of emails that administrators edited: what was published when and by whom, drafts, and what couldn't be rendered. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE email_template_versions (
      key      text COLLATE "C" NOT NULL,
      language text COLLATE "C" NOT NULL,
      version  integer NOT NULL CHECK (version > 0),
      subject  text,
      text     text,
      restored integer,
      by       text NOT NULL,
      at       timestamptz NOT NULL,
      PRIMARY KEY (key, language, version),
      CHECK ((subject IS NULL) = (text IS NULL))
    );
    COMMENT ON TABLE email_template_versions IS 'Texts of emails that were published; the highest version of each is sent';
    COMMENT ON COLUMN email_template_versions.subject IS 'Null, as text: the default of the code';
    COMMENT ON COLUMN email_template_versions.restored IS 'The version that it takes up again; 0: the default';

    CREATE TABLE email_template_drafts (
      key      text COLLATE "C" NOT NULL,
      language text COLLATE "C" NOT NULL,
      subject  text NOT NULL,
      text     text NOT NULL,
      version  integer NOT NULL,
      by       text NOT NULL,
      at       timestamptz NOT NULL,
      PRIMARY KEY (key, language)
    );
    COMMENT ON TABLE email_template_drafts IS 'Texts of emails that aren''t published yet';

    CREATE TABLE email_template_failures (
      key      text COLLATE "C" NOT NULL,
      language text COLLATE "C" NOT NULL,
      version  integer NOT NULL,
      reason   text NOT NULL,
      failed   integer NOT NULL,
      first_at timestamptz NOT NULL,
      last_at  timestamptz NOT NULL,
      PRIMARY KEY (key, language, version)
    );
    COMMENT ON TABLE email_template_failures IS 'Published texts that couldn''t be rendered for some records; their emails left with the default';
    COMMENT ON COLUMN email_template_failures.failed IS 'For how many emails';

    CREATE VIEW email_templates_failing AS
      SELECT f.key, f.language, f.version, f.reason, f.failed, f.first_at, f.last_at FROM email_template_failures f
      WHERE f.version = (SELECT max(v.version) FROM email_template_versions v WHERE v.key = f.key AND v.language = f.language);
    COMMENT ON VIEW email_templates_failing IS 'Of the texts that are sent now';
  `);
}
