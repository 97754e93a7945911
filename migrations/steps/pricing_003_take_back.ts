import type { Knex } from 'knex';

/** A rule that hasn't begun can be taken back; one that has begun stays for ever, as every sale may refer to it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    DROP TRIGGER percentages_append_only ON percentages;
    CREATE TRIGGER percentages_never_changed BEFORE UPDATE ON percentages
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER percentages_begun_stay BEFORE DELETE ON percentages
      FOR EACH ROW WHEN (OLD.effective_from <= now()) EXECUTE FUNCTION refuse_change();
  `);
}
