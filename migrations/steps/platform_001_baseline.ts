import type { Knex } from 'knex';

/** The actor engine's log and timers, idempotency keys of commands, rate limits, heartbeats of processes, and what people changed. */
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

    -- One row per running timer. A row whose armed_by isn't the version that armed it is stale.
    CREATE TABLE timers (
      actor_id   text COLLATE "C" NOT NULL,
      timer_id   text NOT NULL,
      actor_type text NOT NULL,
      armed_by   integer NOT NULL,
      fire_at    timestamptz NOT NULL,
      PRIMARY KEY (actor_id, timer_id)
    ) WITH (fillfactor = 90);
    CREATE INDEX timers_due ON timers (fire_at);

    -- Responses by Idempotency-Key, so that a repeated request gets the first response.
    CREATE TABLE commands (
      key          text COLLATE "C" PRIMARY KEY,
      request_hash text NOT NULL,
      status       integer NOT NULL,
      response     jsonb NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN commands.request_hash IS 'The same key with another request is refused';
    -- For deleting by age; BRIN, because rows arrive in order of time and it costs the hold almost nothing.
    CREATE INDEX commands_age ON commands USING brin (created_at);

    -- The columns of rate-limiter-flexible, in its order. Unlogged: a crash of PostgreSQL may forget the counts.
    CREATE UNLOGGED TABLE rate_limits (
      key    text COLLATE "C" PRIMARY KEY,
      points integer NOT NULL DEFAULT 0,
      expire bigint
    );
    COMMENT ON COLUMN rate_limits.key IS 'Name of the limit, and the SHA-256 of whom or what it counts';
    COMMENT ON COLUMN rate_limits.expire IS 'Milliseconds since 1970 by the clock of the web process';

    -- The job locks of a worker without a recent heartbeat are released.
    CREATE TABLE heartbeats (
      process_id text PRIMARY KEY,
      role       text NOT NULL,
      worker_ids text[] NOT NULL DEFAULT '{}',
      started_at timestamptz NOT NULL DEFAULT now(),
      beat_at    timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE audit_entries (
      id         text COLLATE "C" PRIMARY KEY,
      at         timestamptz NOT NULL DEFAULT now(),
      by         text NOT NULL,
      what       text NOT NULL,
      subject    text NOT NULL,
      reason     text,
      before     jsonb,
      after      jsonb,
      request_id text
    );
    COMMENT ON TABLE audit_entries IS 'Append-only: who changed what, with the values before and after';
    CREATE INDEX audit_entries_at ON audit_entries (at, id);
    CREATE INDEX audit_entries_subject ON audit_entries (subject, at);
    CREATE INDEX audit_entries_by ON audit_entries (by, at);
    CREATE INDEX audit_entries_what ON audit_entries (what, at);
    CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    -- What other rooms read; the tables are this room's alone.
    CREATE VIEW platform_transition_log AS
      SELECT actor_id, version, actor_type, message, payload, from_state, to_state, at, by, reason, cause FROM transitions;
    COMMENT ON VIEW platform_transition_log IS 'The log of every actor; version 1 is its creation, with the input as payload';
    CREATE VIEW platform_armed_timers AS SELECT actor_id, timer_id, actor_type, fire_at FROM timers;
    COMMENT ON VIEW platform_armed_timers IS 'Delays that run, and when they end';
    CREATE VIEW platform_processes AS SELECT process_id, role, worker_ids, started_at, beat_at FROM heartbeats;
    COMMENT ON VIEW platform_processes IS 'Processes and their last heartbeat';
    CREATE VIEW platform_changes AS SELECT id, at, by, what, subject, reason, before, after, request_id FROM audit_entries;
    COMMENT ON VIEW platform_changes IS 'Who changed what, with the values before and after';
  `);
}
