import type { Knex } from 'knex';

/** Waiting lists: who waits for tickets of an event, and what was offered to whom, and why. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE waiting_lists (
      event_id     text COLLATE "C" PRIMARY KEY,
      is_on        boolean NOT NULL DEFAULT true,
      served_print text,
      served_at    timestamptz
    );
    COMMENT ON TABLE waiting_lists IS 'Events that have a waiting list: one row from the first entry, or from when staff turned it off';
    COMMENT ON COLUMN waiting_lists.is_on IS 'False: staff turned it off; nobody joins and nothing is offered';
    COMMENT ON COLUMN waiting_lists.served_print IS 'What was on sale and who waited when it was last served, in short; served again when that differs';

    CREATE TABLE waiting_entries (
      id              text COLLATE "C" PRIMARY KEY,
      event_id        text COLLATE "C" NOT NULL REFERENCES waiting_lists,
      person_id       text COLLATE "C",
      fan_id          text COLLATE "C" NOT NULL,
      holder_id       text COLLATE "C" NOT NULL,
      email           text NOT NULL,
      size            integer NOT NULL CHECK (size > 0),
      limit_amount    integer CHECK (limit_amount >= 0),
      currency        text NOT NULL,
      placed_at       timestamptz,
      offer_id        text COLLATE "C",
      offers          integer NOT NULL,
      lapses          integer NOT NULL,
      rests_until     timestamptz,
      end_reason      text,
      created_at      timestamptz NOT NULL,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    );
    COMMENT ON TABLE waiting_entries IS 'Fans who wait, or waited, for tickets of an event';
    COMMENT ON COLUMN waiting_entries.person_id IS 'The account that joined; null: a guest, or the account was closed';
    COMMENT ON COLUMN waiting_entries.fan_id IS 'Who joined: the account, or the guest of that browser; what they have counts towards the limit per fan';
    COMMENT ON COLUMN waiting_entries.holder_id IS 'In whose name an offer is held until its fan takes it: an offer neither ends nor hinders another hold of theirs';
    COMMENT ON COLUMN waiting_entries.email IS 'Empty: erased, or never confirmed';
    COMMENT ON COLUMN waiting_entries.limit_amount IS 'The most for one ticket, all-in, minor units; null: any price';
    COMMENT ON COLUMN waiting_entries.placed_at IS 'The place in line; null: the address isn''t confirmed';
    COMMENT ON COLUMN waiting_entries.lapses IS 'Offers in a row that lapsed without an answer';
    COMMENT ON COLUMN waiting_entries.end_reason IS 'Why staff removed it';

    CREATE FUNCTION waiting_is_open(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('unconfirmed', 'waiting', 'offered', 'resting');
    CREATE FUNCTION waiting_is_placed(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('waiting', 'offered', 'resting');

    -- One entry for each address and event; the line of an event; the look over those with an offer; a fan's own.
    CREATE UNIQUE INDEX waiting_entries_one_open ON waiting_entries (event_id, lower(email))
      WHERE state IN ('unconfirmed', 'waiting', 'offered', 'resting') AND email <> '';
    CREATE INDEX waiting_entries_line ON waiting_entries (event_id, placed_at, id) WHERE state IN ('waiting', 'offered', 'resting');
    CREATE INDEX waiting_entries_of_event ON waiting_entries (event_id);
    CREATE INDEX waiting_entries_person ON waiting_entries (person_id) WHERE person_id IS NOT NULL;
    CREATE INDEX waiting_entries_email ON waiting_entries (lower(email)) WHERE email <> '';

    CREATE TABLE waiting_offers (
      id             text COLLATE "C" PRIMARY KEY,
      entry_id       text COLLATE "C" NOT NULL REFERENCES waiting_entries,
      event_id       text COLLATE "C" NOT NULL,
      reservation_id text COLLATE "C" NOT NULL UNIQUE,
      listing_id     text COLLATE "C" NOT NULL,
      made_at        timestamptz NOT NULL,
      place          integer NOT NULL CHECK (place > 0),
      size           integer NOT NULL CHECK (size > 0),
      limit_amount   integer,
      price_amount   integer NOT NULL,
      currency       text NOT NULL,
      candidates     integer NOT NULL CHECK (candidates > 0),
      passed         jsonb NOT NULL,
      outcome        text CHECK (outcome IN ('bought', 'declined', 'lapsed', 'broken')),
      ended_at       timestamptz,
      CHECK ((outcome IS NULL) = (ended_at IS NULL))
    );
    COMMENT ON TABLE waiting_offers IS 'What was offered to whom, and why to this fan: the order of service';
    COMMENT ON COLUMN waiting_offers.place IS 'In line when it was made, from 1';
    COMMENT ON COLUMN waiting_offers.price_amount IS 'All-in, one ticket, minor units';
    COMMENT ON COLUMN waiting_offers.candidates IS 'Listings that fitted this entry then; it got the cheapest';
    COMMENT ON COLUMN waiting_offers.passed IS 'Those ahead in line, by why they were passed over: [{why, count}]; the counts add up to place - 1';
    CREATE UNIQUE INDEX waiting_offers_one_running ON waiting_offers (entry_id) WHERE outcome IS NULL;
    CREATE INDEX waiting_offers_entry ON waiting_offers (entry_id, made_at);
    CREATE INDEX waiting_offers_event ON waiting_offers (event_id, made_at DESC);
  `);
}
