import type { Knex } from 'knex';

/** Feeds of other companies: their entries, which of our events each one is, their inventory, runs and request budgets. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE feed_runs (
      id          text COLLATE "C" PRIMARY KEY,
      feed        text NOT NULL CHECK (feed IN ('skybox', 'ticketmaster')),
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
    COMMENT ON COLUMN feed_runs.next_page IS 'Pages before it are stored: a crashed run continues here';
    COMMENT ON COLUMN feed_runs.since IS 'Events from this instant on are requested; the same for every page of a run';
    CREATE UNIQUE INDEX feed_runs_one_at_a_time ON feed_runs (feed) WHERE done_at IS NULL;
    CREATE INDEX feed_runs_latest ON feed_runs (feed, created_at DESC);

    CREATE TABLE feed_findings (
      run_id     text COLLATE "C" NOT NULL REFERENCES feed_runs,
      feed_id text COLLATE "C" NOT NULL,
      kind       text NOT NULL CHECK (kind IN ('moved', 'status', 'waiting', 'failed', 'listing', 'gone')),
      name       text NOT NULL,
      message    text NOT NULL,
      event_id   text COLLATE "C" REFERENCES events,
      at         timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (run_id, feed_id, kind)
    );
    COMMENT ON TABLE feed_findings IS 'Changes and problems of a run, by entry';

    CREATE TABLE feed_events (
      feed          text NOT NULL CHECK (feed IN ('skybox', 'ticketmaster')),
      feed_id    text COLLATE "C" NOT NULL,
      facts          jsonb NOT NULL,
      event_id      text COLLATE "C" REFERENCES events,
      decision      text CHECK (decision IN ('matched', 'linked', 'created', 'ignored')),
      decided_by    text,
      decided_at    timestamptz,
      reason        text,
      why           text,
      owner_id      text COLLATE "C" REFERENCES people,
      first_seen_at timestamptz NOT NULL DEFAULT now(),
      last_run_id   text COLLATE "C" NOT NULL REFERENCES feed_runs,
      PRIMARY KEY (feed, feed_id),
      CONSTRAINT feed_events_decided CHECK ((decision IS NULL) = (decided_by IS NULL)),
      CONSTRAINT feed_events_linked CHECK ((event_id IS NOT NULL) = (decision IS NOT NULL AND decision <> 'ignored'))
    );
    COMMENT ON COLUMN feed_events.facts IS 'The entry as last read, in our format';
    COMMENT ON COLUMN feed_events.owner_id IS 'The staff member who decides it while it waits';
    COMMENT ON COLUMN feed_events.why IS 'Why it wasn''t matched automatically';
    CREATE UNIQUE INDEX feed_events_once ON feed_events (feed, event_id) WHERE event_id IS NOT NULL;
    CREATE INDEX feed_events_waiting ON feed_events (first_seen_at) WHERE decision IS NULL;

    CREATE TABLE feed_listings (
      feed             text NOT NULL CHECK (feed IN ('skybox')),
      feed_id       text COLLATE "C" NOT NULL,
      feed_event_id text COLLATE "C" NOT NULL,
      line             jsonb NOT NULL,
      offered          jsonb,
      import_id        text COLLATE "C" REFERENCES imports,
      last_run_id      text COLLATE "C" NOT NULL REFERENCES feed_runs,
      PRIMARY KEY (feed, feed_id)
    );
    COMMENT ON COLUMN feed_listings.line IS 'The entry as last read: cells by column';
    COMMENT ON COLUMN feed_listings.offered IS 'The cells that last went into an import';

    CREATE TABLE feed_budgets (
      feed        text PRIMARY KEY CHECK (feed IN ('skybox', 'ticketmaster')),
      day         date NOT NULL,
      used        integer NOT NULL CHECK (used >= 0),
      next_at     timestamptz NOT NULL,
      held_until  timestamptz,
      left_reported   integer
    );
    COMMENT ON TABLE feed_budgets IS 'Requests of a day and when the next one may be sent, shared by all workers';
    COMMENT ON COLUMN feed_budgets.held_until IS 'The service asked to wait until then';
    COMMENT ON COLUMN feed_budgets.left_reported IS 'Rest of the quota by the service''s last answer';
  `);
}
