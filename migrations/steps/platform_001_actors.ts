import type { Knex } from 'knex';

/** The engine's own tables: the append-only log, timers, commands; heartbeats; and what staff changed. */
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
    COMMENT ON TABLE transitions IS 'Append-only. Version 1 is the creation, with the input as its payload.';
    CREATE UNIQUE INDEX transitions_cause ON transitions (actor_id, cause) WHERE cause IS NOT NULL;

    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
    CREATE TRIGGER transitions_append_only BEFORE UPDATE OR DELETE ON transitions
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    CREATE TABLE timers (
      actor_id   text COLLATE "C" NOT NULL,
      timer_id   text NOT NULL,
      actor_type text NOT NULL,
      armed_by   integer NOT NULL,
      fire_at    timestamptz NOT NULL,
      PRIMARY KEY (actor_id, timer_id)
    ) WITH (fillfactor = 90);
    CREATE INDEX timers_due ON timers (fire_at);

    CREATE TABLE commands (
      key          text COLLATE "C" PRIMARY KEY,
      request_hash text NOT NULL,
      status       integer NOT NULL,
      response     jsonb NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX commands_age ON commands USING brin (created_at);

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
    CREATE INDEX audit_entries_at ON audit_entries (at, id);
    CREATE INDEX audit_entries_subject ON audit_entries (subject, at);
    CREATE INDEX audit_entries_by ON audit_entries (by, at);
    CREATE INDEX audit_entries_what ON audit_entries (what, at);
    CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  `);
}
