import type { Knex } from 'knex';

/** Support finds people by a part of their name, misspelled too. */
export async function up(db: Knex): Promise<void> {
  await db.raw('CREATE INDEX people_name_parts ON people USING gin (name gin_trgm_ops)');
}
