import type { Knex } from 'knex';

/** Alerts: fans who are emailed when tickets cost what they would pay, or when a search finds something new. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE fan_alerts (
      id           text COLLATE "C" PRIMARY KEY,
      kind         text NOT NULL CHECK (kind IN ('price', 'search')),
      person_id    text COLLATE "C",
      email        text NOT NULL,
      event_id     text COLLATE "C",
      size         integer CHECK (size > 0),
      limit_amount integer CHECK (limit_amount > 0),
      currency     text,
      search       text,
      told         jsonb NOT NULL,
      sent         integer NOT NULL DEFAULT 0,
      sent_at      timestamptz,
      looked_at    timestamptz,
      confirmed_at timestamptz,
      ended_at     timestamptz,
      created_at   timestamptz NOT NULL DEFAULT now(),
      CHECK ((kind = 'price') = (event_id IS NOT NULL AND size IS NOT NULL AND limit_amount IS NOT NULL AND currency IS NOT NULL)),
      CHECK ((kind = 'search') = (search IS NOT NULL))
    );
    COMMENT ON TABLE fan_alerts IS 'Alerts by email: on the price of an event, and on a search; at most one email a day each';
    COMMENT ON COLUMN fan_alerts.email IS 'Empty: erased, or never confirmed';
    COMMENT ON COLUMN fan_alerts.limit_amount IS 'The most for one ticket, all-in, minor units';
    COMMENT ON COLUMN fan_alerts.search IS 'The filters of the list of events, as in its address';
    COMMENT ON COLUMN fan_alerts.told IS 'What was told last: of a price the listing and its all-in price; of a search the ids of the events that it had found';
    CREATE UNIQUE INDEX fan_alerts_one_price ON fan_alerts (event_id, lower(email), size) WHERE kind = 'price' AND ended_at IS NULL AND email <> '';
    CREATE UNIQUE INDEX fan_alerts_one_search ON fan_alerts (lower(email), search) WHERE kind = 'search' AND ended_at IS NULL AND email <> '';
    CREATE INDEX fan_alerts_on ON fan_alerts (kind, event_id) WHERE confirmed_at IS NOT NULL AND ended_at IS NULL;
    CREATE INDEX fan_alerts_person ON fan_alerts (person_id) WHERE person_id IS NOT NULL;
    CREATE INDEX fan_alerts_email ON fan_alerts (lower(email)) WHERE email <> '';
  `);
}
