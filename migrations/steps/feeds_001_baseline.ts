import type { Knex } from 'knex';

/** Feeds of other companies: their entries, which of our events each one is, their inventory, runs and request budgets. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE catalog_runs (
      id          text COLLATE "C" PRIMARY KEY,
      catalogue   text NOT NULL CHECK (catalogue IN ('skybox', 'ticketmaster')),
      started_by  text NOT NULL,
      created_at  timestamptz NOT NULL DEFAULT now(),
      began_at    timestamptz,
      done_at     timestamptz,
      failure     text,
      stage       text NOT NULL DEFAULT 'events' CHECK (stage IN ('events', 'inventory', 'offer')),
      next_page   integer NOT NULL DEFAULT 0,
      pages_total integer,
      since       timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
      counts      jsonb NOT NULL DEFAULT '{}',
      new_import_id     text COLLATE "C" REFERENCES imports,
      changes_import_id text COLLATE "C" REFERENCES imports
    );
    COMMENT ON COLUMN catalog_runs.next_page IS 'Pages before it are stored: a crashed run continues here';
    COMMENT ON COLUMN catalog_runs.since IS 'Events from this instant on are requested; the same for every page of a run';
    CREATE UNIQUE INDEX catalog_runs_one_at_a_time ON catalog_runs (catalogue) WHERE done_at IS NULL;
    CREATE INDEX catalog_runs_latest ON catalog_runs (catalogue, created_at DESC);

    CREATE TABLE catalog_findings (
      run_id     text COLLATE "C" NOT NULL REFERENCES catalog_runs,
      outside_id text COLLATE "C" NOT NULL,
      kind       text NOT NULL CHECK (kind IN ('moved', 'status', 'waiting', 'failed', 'lot', 'gone')),
      name       text NOT NULL,
      message    text NOT NULL,
      event_id   text COLLATE "C" REFERENCES events,
      at         timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (run_id, outside_id, kind)
    );
    COMMENT ON TABLE catalog_findings IS 'Changes and problems of a run, by entry';

    CREATE TABLE catalog_events (
      catalogue     text NOT NULL CHECK (catalogue IN ('skybox', 'ticketmaster')),
      outside_id    text COLLATE "C" NOT NULL,
      said          jsonb NOT NULL,
      event_id      text COLLATE "C" REFERENCES events,
      decision      text CHECK (decision IN ('matched', 'linked', 'created', 'ignored')),
      decided_by    text,
      decided_at    timestamptz,
      reason        text,
      why           text,
      owner_id      text COLLATE "C" REFERENCES people,
      first_seen_at timestamptz NOT NULL DEFAULT now(),
      last_run_id   text COLLATE "C" NOT NULL REFERENCES catalog_runs,
      PRIMARY KEY (catalogue, outside_id),
      CONSTRAINT catalog_events_decided CHECK ((decision IS NULL) = (decided_by IS NULL)),
      CONSTRAINT catalog_events_linked CHECK ((event_id IS NOT NULL) = (decision IS NOT NULL AND decision <> 'ignored'))
    );
    COMMENT ON COLUMN catalog_events.said IS 'The entry as last read, in our format';
    COMMENT ON COLUMN catalog_events.owner_id IS 'The staff member who decides it while it waits';
    COMMENT ON COLUMN catalog_events.why IS 'Why it wasn''t matched automatically';
    CREATE UNIQUE INDEX catalog_events_once ON catalog_events (catalogue, event_id) WHERE event_id IS NOT NULL;
    CREATE INDEX catalog_events_waiting ON catalog_events (first_seen_at) WHERE decision IS NULL;

    CREATE TABLE catalog_lots (
      catalogue        text NOT NULL CHECK (catalogue IN ('skybox')),
      outside_id       text COLLATE "C" NOT NULL,
      outside_event_id text COLLATE "C" NOT NULL,
      line             jsonb NOT NULL,
      offered          jsonb,
      import_id        text COLLATE "C" REFERENCES imports,
      last_run_id      text COLLATE "C" NOT NULL REFERENCES catalog_runs,
      PRIMARY KEY (catalogue, outside_id)
    );
    COMMENT ON COLUMN catalog_lots.line IS 'The entry as last read: cells by column';
    COMMENT ON COLUMN catalog_lots.offered IS 'The cells that last went into an import';

    CREATE TABLE catalog_budgets (
      catalogue   text PRIMARY KEY CHECK (catalogue IN ('skybox', 'ticketmaster')),
      day         date NOT NULL,
      used        integer NOT NULL CHECK (used >= 0),
      next_at     timestamptz NOT NULL,
      held_until  timestamptz,
      left_told   integer
    );
    COMMENT ON TABLE catalog_budgets IS 'Requests of a day and when the next one may be sent, shared by all workers';
    COMMENT ON COLUMN catalog_budgets.held_until IS 'The service asked to wait until then';
    COMMENT ON COLUMN catalog_budgets.left_told IS 'Rest of the quota by the service''s last answer';
  `);
}
