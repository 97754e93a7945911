import type { Knex } from 'knex';

/** Support finds orders by section and row. Neither changes with a hold, so that its update stays within its page. */
export async function up(db: Knex): Promise<void> {
  await db.raw(
    `CREATE INDEX listings_place ON listings (place_key(section), place_key("row")) WHERE section IS NOT NULL`,
  );
}
