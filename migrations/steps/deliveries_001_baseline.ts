import type { Knex } from 'knex';

/**
 * Deliveries: the tickets of one listing in one order, on their way to the fan. Orders from before get theirs by the job
 * `deliveries.takeIn`, and so do those that the previous code sells meanwhile.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE deliveries (
      id              text COLLATE "C" PRIMARY KEY,
      reservation_id  text COLLATE "C" NOT NULL,
      listing_id      text COLLATE "C" NOT NULL REFERENCES listings,
      event_id        text COLLATE "C" NOT NULL REFERENCES events,
      consignor_id    text COLLATE "C" NOT NULL REFERENCES consignors,
      way             text NOT NULL CHECK (way IN ('transfer', 'file', 'barcode', 'willCall', 'courier', 'gateCode')),
      quantity        integer NOT NULL CHECK (quantity > 0),
      created_at      timestamptz NOT NULL,
      due_by          timestamptz,
      in_hand_at      timestamptz,
      sent_at         timestamptz,
      received_at     timestamptz,
      reference       text,
      note            text,
      fan_note        text,
      failure_note    text,
      owner_id        text COLLATE "C" REFERENCES people,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL,
      UNIQUE (reservation_id, listing_id)
    );
    COMMENT ON TABLE deliveries IS 'The tickets of one listing in one order, on their way to the fan';
    COMMENT ON COLUMN deliveries.due_by IS 'Until when it is to be sent; null while the event has no date';
    COMMENT ON COLUMN deliveries.in_hand_at IS 'When the consignor has the tickets; null: already';
    COMMENT ON COLUMN deliveries.reference IS 'Number of the transfer or of the shipment';
    COMMENT ON COLUMN deliveries.note IS 'For the fan: what to know or do';
    COMMENT ON COLUMN deliveries.fan_note IS 'The fan''s words to a refusal; erased with the account';
    COMMENT ON COLUMN deliveries.failure_note IS 'What happened, by who says that it failed';
    COMMENT ON COLUMN deliveries.owner_id IS 'The staff member who looks after it';
    -- The queue, by what is due next, and what is open of an event that moves.
    CREATE INDEX deliveries_open ON deliveries (due_by, id) WHERE state IN ('waiting', 'due', 'overdue', 'sent', 'refused', 'failed');
    CREATE INDEX deliveries_event ON deliveries (event_id);
    CREATE INDEX deliveries_listing ON deliveries (listing_id);
    CREATE INDEX deliveries_consignor ON deliveries (consignor_id, due_by);

    CREATE TABLE delivery_files (
      id          text COLLATE "C" PRIMARY KEY,
      delivery_id text COLLATE "C" NOT NULL REFERENCES deliveries,
      ticket_id   text COLLATE "C",
      is_proof    boolean NOT NULL DEFAULT false,
      name        text NOT NULL,
      media_type  text NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
      bytes       bytea NOT NULL,
      created_at  timestamptz NOT NULL DEFAULT now(),
      created_by  text NOT NULL
    );
    COMMENT ON TABLE delivery_files IS 'Tickets as files, and pictures that prove a transfer';
    COMMENT ON COLUMN delivery_files.ticket_id IS 'The ticket that the file is; null: it is for all of the delivery';
    COMMENT ON COLUMN delivery_files.is_proof IS 'For staff: the fan doesn''t see it';
    CREATE INDEX delivery_files_delivery ON delivery_files (delivery_id);

    CREATE TABLE delivery_barcodes (
      event_id    text COLLATE "C" NOT NULL REFERENCES events,
      code        text COLLATE "C" NOT NULL,
      delivery_id text COLLATE "C" NOT NULL REFERENCES deliveries,
      ticket_id   text COLLATE "C" NOT NULL,
      created_at  timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (event_id, code)
    );
    COMMENT ON TABLE delivery_barcodes IS 'Barcodes that fans got. A barcode of an event is delivered once, ever';
    CREATE INDEX delivery_barcodes_delivery ON delivery_barcodes (delivery_id);

    CREATE FUNCTION delivery_is_open(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('waiting', 'due', 'overdue', 'sent', 'refused', 'failed');
    CREATE FUNCTION delivery_is_tosend(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('waiting', 'due', 'overdue');
    CREATE FUNCTION delivery_is_problem(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('refused', 'failed');
    CREATE FUNCTION delivery_is_delivered(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('received');

    CREATE VIEW deliveries_made AS
      SELECT id, reservation_id, listing_id, event_id, consignor_id, way, quantity, created_at, due_by, in_hand_at, sent_at,
        received_at, reference, note, fan_note, failure_note, owner_id, state, snapshot, machine_version, version
      FROM deliveries;
    COMMENT ON VIEW deliveries_made IS 'Deliveries in every state. Read the snapshot through the engine, which upgrades it';
    CREATE VIEW deliveries_files AS
      SELECT id, delivery_id, ticket_id, is_proof, name, media_type, octet_length(bytes) AS size, created_at, created_by
      FROM delivery_files;
    COMMENT ON VIEW deliveries_files IS 'Files of deliveries, without their bytes';
    CREATE VIEW deliveries_barcodes AS
      SELECT event_id, code, delivery_id, ticket_id, created_at FROM delivery_barcodes;
    COMMENT ON VIEW deliveries_barcodes IS 'Barcodes that fans got; one of an event is delivered once, ever';
  `);
}
