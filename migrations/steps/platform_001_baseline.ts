import type { Knex } from 'knex';

/** The actor engine's log and timers, idempotency keys of commands, and heartbeats of processes. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE transitions (
      actor_id   text COLLATE "C" NOT NULL,
      version    integer NOT NULL CHECK (version > 0),
      actor_type text NOT NULL,
      message    text NOT NULL,
      payload    jsonb NOT NULL,
      from_state text,
      to_state   text NOT NULL,
      machine_version integer NOT NULL,
      at         timestamptz NOT NULL,
      by         text NOT NULL,
      reason     text,
      cause      text,
      PRIMARY KEY (actor_id, version)
    );
    COMMENT ON TABLE transitions IS 'Append-only log of every actor. Version 1 is its creation, with the input as payload';
    COMMENT ON COLUMN transitions.cause IS 'What led to it, unique per actor: a message delivered twice is applied once';
    CREATE UNIQUE INDEX transitions_cause ON transitions (actor_id, cause) WHERE cause IS NOT NULL;

    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
    CREATE TRIGGER transitions_append_only BEFORE UPDATE OR DELETE ON transitions
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    -- One row per delay that runs. A row whose armed_by isn't the version that armed it is stale.
    CREATE TABLE timers (
      actor_id   text COLLATE "C" NOT NULL,
      timer_id   text NOT NULL,
      actor_type text NOT NULL,
      armed_by   integer NOT NULL,
      fire_at    timestamptz NOT NULL,
      PRIMARY KEY (actor_id, timer_id)
    ) WITH (fillfactor = 90);
    CREATE INDEX timers_due ON timers (fire_at);

    -- Answers by Idempotency-Key, so that a repeated request gets the first answer.
    CREATE TABLE commands (
      key          text COLLATE "C" PRIMARY KEY,
      request_hash text NOT NULL,
      status       integer NOT NULL,
      response     jsonb NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN commands.request_hash IS 'The same key with another request is refused';
    -- For the sweep by age; BRIN, because rows arrive in the order of time and it costs the hold almost nothing.
    CREATE INDEX commands_age ON commands USING brin (created_at);

    -- Job locks of a worker that no longer beats are released.
    CREATE TABLE heartbeats (
      process_id text PRIMARY KEY,
      role       text NOT NULL,
      worker_ids text[] NOT NULL DEFAULT '{}',
      started_at timestamptz NOT NULL DEFAULT now(),
      beat_at    timestamptz NOT NULL DEFAULT now()
    );
  `);
}
