import type { Knex } from 'knex';

/** Endpoints of others that are told what changes, and the log of what was sent and answered. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE webhook_endpoints (
      id           text COLLATE "C" PRIMARY KEY,
      name         text NOT NULL,
      url          text NOT NULL,
      types        text[] NOT NULL CHECK (cardinality(types) > 0),
      sees_people  boolean NOT NULL,
      consignor_id text COLLATE "C" REFERENCES consignors,
      key_id       text NOT NULL,
      sealed       bytea NOT NULL,
      secret_rotated_at timestamptz,
      after_seq    bigint NOT NULL,
      disabled_at  timestamptz,
      is_gone      boolean NOT NULL DEFAULT false,
      removed_at   timestamptz,
      version      integer NOT NULL DEFAULT 1,
      created_at   timestamptz NOT NULL,
      created_by   text NOT NULL
    );
    COMMENT ON TABLE webhook_endpoints IS 'Endpoints of others that are told what changes';
    COMMENT ON COLUMN webhook_endpoints.types IS 'A kind of thing and a state of it, or * for all: listing.*';
    COMMENT ON COLUMN webhook_endpoints.sees_people IS 'Who did it and why is told too';
    COMMENT ON COLUMN webhook_endpoints.consignor_id IS 'It is told of what is theirs alone; null: of all';
    COMMENT ON COLUMN webhook_endpoints.sealed IS 'The secret of now and that of before';
    COMMENT ON COLUMN webhook_endpoints.after_seq IS 'The number of the log up to which it has its webhooks';
    COMMENT ON COLUMN webhook_endpoints.is_gone IS 'It answered 410, so it was disabled';
    COMMENT ON COLUMN webhook_endpoints.removed_at IS 'It isn''t shown any more, and nothing is sent';

    CREATE TABLE webhooks (
      id          text COLLATE "C" PRIMARY KEY,
      endpoint_id text COLLATE "C" NOT NULL REFERENCES webhook_endpoints,
      seq         bigint,
      type        text NOT NULL,
      subject_id  text,
      body        text NOT NULL,
      due_at      timestamptz,
      claimed_until timestamptz,
      tries       integer NOT NULL DEFAULT 0,
      created_at  timestamptz NOT NULL,
      state       text NOT NULL,
      snapshot    jsonb NOT NULL,
      machine_version integer NOT NULL,
      version     integer NOT NULL,
      UNIQUE (endpoint_id, seq)
    );
    COMMENT ON TABLE webhooks IS 'Changes on their way to endpoints, and those of the last 30 days that are over';
    COMMENT ON COLUMN webhooks.seq IS 'The number of the log; null: a test that a person sent';
    COMMENT ON COLUMN webhooks.due_at IS 'It is to be sent since then; null: it isn''t';
    COMMENT ON COLUMN webhooks.claimed_until IS 'A worker sends it until then; afterwards another one takes it over';
    -- What is to be sent, and how much of it an endpoint has.
    CREATE INDEX webhooks_due ON webhooks (endpoint_id, due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX webhooks_open ON webhooks (endpoint_id) WHERE state IN ('sending', 'pausing');
    -- An endpoint's log, newest first.
    CREATE INDEX webhooks_log ON webhooks (endpoint_id, id);
    -- What is older than the log.
    CREATE INDEX webhooks_age ON webhooks (created_at);

    CREATE TABLE webhook_attempts (
      webhook_id text COLLATE "C" NOT NULL REFERENCES webhooks ON DELETE CASCADE,
      nth        integer NOT NULL,
      at         timestamptz NOT NULL,
      ms         integer NOT NULL,
      request_headers jsonb NOT NULL,
      status     integer,
      answer_headers  jsonb,
      answer     text,
      error      text,
      PRIMARY KEY (webhook_id, nth)
    );
    COMMENT ON TABLE webhook_attempts IS 'What was sent at each try, beside the body, and what came back';
    COMMENT ON COLUMN webhook_attempts.ms IS 'How long it took, milliseconds';
    COMMENT ON COLUMN webhook_attempts.answer IS 'Its first 4 kB';
    COMMENT ON COLUMN webhook_attempts.error IS 'Why no answer came';

    CREATE FUNCTION webhook_is_open(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('sending', 'pausing');
  `);
}
