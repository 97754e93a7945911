import type { Knex } from 'knex';

/** Messages from fans: a case of kind message is a thread. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE case_contacts (
      case_id    text COLLATE "C" PRIMARY KEY REFERENCES cases,
      email      text NOT NULL,
      topic      text NOT NULL,
      fan_id     text COLLATE "C",
      created_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE case_contacts IS 'Who wrote to us, by thread; empty once their account is closed';
    CREATE INDEX case_contacts_email ON case_contacts (lower(email));

    CREATE TABLE case_messages (
      id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      case_id text COLLATE "C" NOT NULL REFERENCES cases,
      at      timestamptz NOT NULL DEFAULT now(),
      by      text,
      text    text NOT NULL
    );
    COMMENT ON TABLE case_messages IS 'The messages of a thread, from the fan and to them';
    COMMENT ON COLUMN case_messages.by IS 'The staff member who answered; null: the fan';
    CREATE INDEX case_messages_case ON case_messages (case_id, id);
  `);
}
