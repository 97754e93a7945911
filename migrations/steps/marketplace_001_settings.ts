import type { Knex } from 'knex';

/** The marketplace's own settings: one row, which begins with what was fixed in the code before. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE marketplace_settings (
      id                text COLLATE "C" PRIMARY KEY DEFAULT 'marketplace' CHECK (id = 'marketplace'),
      name              text NOT NULL CHECK (name <> ''),
      contact_email     text,
      postal_address    text,
      time_zone         text NOT NULL,
      mail_from_name    text NOT NULL,
      mail_from_address text NOT NULL,
      version           integer NOT NULL DEFAULT 1,
      changed_at        timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN marketplace_settings.contact_email IS 'null: fans write to the address that emails come from';
    COMMENT ON COLUMN marketplace_settings.time_zone IS 'IANA zone whose days count every figure; stats_day knows it too';
    INSERT INTO marketplace_settings (name, time_zone, mail_from_name, mail_from_address)
    VALUES ('Holdfast', 'America/New_York', 'Holdfast', 'tickets@holdfast.example');

    CREATE VIEW marketplace_facts AS SELECT name, contact_email, postal_address, time_zone FROM marketplace_settings;
    COMMENT ON VIEW marketplace_facts IS 'What the marketplace is called, and whose clocks count its days';
  `);
}
