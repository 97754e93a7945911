import type { Knex } from 'knex';

/** Where readers are reached by channels that they link themselves, such as a chat of Telegram. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE notice_addresses (
      owner_id    text COLLATE "C" NOT NULL,
      channel     text NOT NULL,
      address     text COLLATE "C" NOT NULL,
      name        text NOT NULL,
      linked_by   text COLLATE "C" NOT NULL,
      linked_at   timestamptz NOT NULL DEFAULT now(),
      muted_until timestamptz,
      blocked_at  timestamptz,
      PRIMARY KEY (owner_id, channel)
    );
    COMMENT ON TABLE notice_addresses IS 'Where somebody is told by a channel that they linked';
    COMMENT ON COLUMN notice_addresses.owner_id IS 'As notices.recipient_id';
    COMMENT ON COLUMN notice_addresses.address IS 'Telegram: the id of the chat';
    COMMENT ON COLUMN notice_addresses.name IS 'What the channel calls its reader, for the preferences';
    COMMENT ON COLUMN notice_addresses.linked_by IS 'The person; once they can''t sign in for the owner, nothing is sent there';
    COMMENT ON COLUMN notice_addresses.blocked_at IS 'The channel says that its reader wants nothing more: nothing is sent until it is linked again';
    -- Whose chat writes to us.
    CREATE INDEX notice_addresses_of ON notice_addresses (channel, address);

    CREATE TABLE notice_link_codes (
      owner_id   text COLLATE "C" NOT NULL,
      channel    text NOT NULL,
      code_hash  text NOT NULL UNIQUE,
      made_by    text COLLATE "C" NOT NULL,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (owner_id, channel)
    );
    COMMENT ON TABLE notice_link_codes IS 'Codes that link a channel, good once; the newest of each owner alone';
    COMMENT ON COLUMN notice_link_codes.code_hash IS 'SHA-256, hexadecimal';
  `);
}
