import type { Knex } from 'knex';

/** When fans may choose between their tickets and their money because an event moved. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE marketplace_settings
      ADD COLUMN move_choice_hours integer CHECK (move_choice_hours BETWEEN 0 AND 8760),
      ADD COLUMN move_choice_venue boolean NOT NULL DEFAULT true,
      ADD COLUMN move_choice_days integer NOT NULL DEFAULT 7 CHECK (move_choice_days BETWEEN 1 AND 60);
    COMMENT ON COLUMN marketplace_settings.move_choice_hours IS 'An event that moved by more gives its fans the choice; null: another date never does';
    COMMENT ON COLUMN marketplace_settings.move_choice_venue IS 'Whether another venue gives it';
    COMMENT ON COLUMN marketplace_settings.move_choice_days IS 'How many days fans have to choose';
  `);
}
