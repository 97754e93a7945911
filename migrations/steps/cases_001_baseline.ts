import type { Knex } from 'knex';

/**
 * Cases: what waits for a person, one for each cause. A look over the causes opens and ends them, so that what the previous
 * code does meanwhile gets its case too.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE cases (
      id              text COLLATE "C" PRIMARY KEY,
      kind            text NOT NULL,
      subject         text COLLATE "C" NOT NULL,
      reservation_id  text COLLATE "C",
      text            text NOT NULL,
      since           timestamptz NOT NULL,
      due_at          timestamptz,
      occurrence      text NOT NULL,
      is_present      boolean NOT NULL,
      times           integer NOT NULL,
      owner_id        text COLLATE "C" REFERENCES people,
      alarmed_at      timestamptz,
      snoozed_until   timestamptz,
      closed_at       timestamptz,
      close_reason    text,
      created_at      timestamptz NOT NULL,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL,
      UNIQUE (kind, subject)
    );
    COMMENT ON TABLE cases IS 'What waits for a person, one for each cause';
    COMMENT ON COLUMN cases.subject IS 'The id of what it is about: a payment, a refund, an email…';
    COMMENT ON COLUMN cases.since IS 'Since when its cause is there';
    COMMENT ON COLUMN cases.due_at IS 'Until when it must be answered';
    COMMENT ON COLUMN cases.occurrence IS 'Names this time that it happened';
    COMMENT ON COLUMN cases.is_present IS 'Whether its cause is still there';
    COMMENT ON COLUMN cases.times IS 'How often it was opened';
    COMMENT ON COLUMN cases.owner_id IS 'The staff member who works on it';
    COMMENT ON COLUMN cases.alarmed_at IS 'When it owed a fan something for five minutes, the first time';
    COMMENT ON COLUMN cases.close_reason IS 'By the person who closed it; null: its cause was gone';
    -- A queue, by what waits longest; the look compares what is present.
    CREATE INDEX cases_pending ON cases (kind, since, id) WHERE state <> 'closed';
    CREATE INDEX cases_present ON cases (kind, subject) WHERE is_present;
    CREATE INDEX cases_reservation ON cases (reservation_id) WHERE reservation_id IS NOT NULL;
    CREATE INDEX cases_owner ON cases (owner_id) WHERE state <> 'closed' AND owner_id IS NOT NULL;
    CREATE INDEX cases_closed ON cases (closed_at DESC, id) WHERE state = 'closed';

    CREATE TABLE case_comments (
      id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      case_id  text COLLATE "C" NOT NULL REFERENCES cases,
      at       timestamptz NOT NULL DEFAULT now(),
      by       text NOT NULL,
      text     text NOT NULL
    );
    COMMENT ON TABLE case_comments IS 'What colleagues should know of a case';
    CREATE INDEX case_comments_case ON case_comments (case_id, at);

    CREATE TABLE case_looks (
      one       boolean PRIMARY KEY DEFAULT true CHECK (one),
      looked_at timestamptz NOT NULL
    );
    COMMENT ON TABLE case_looks IS 'One row: until when the causes were looked over; none before the first look';

    CREATE FUNCTION case_is_open(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('waiting', 'counting', 'alarmed');
    CREATE FUNCTION case_is_pending(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('waiting', 'counting', 'alarmed', 'snoozed');
  `);
}
