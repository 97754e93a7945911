import type { Knex } from 'knex';

/** Evidence about somebody who closed their account goes once the bank has decided. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE dispute_packs ADD COLUMN erase_when_decided boolean NOT NULL DEFAULT false;
    COMMENT ON COLUMN dispute_packs.erase_when_decided IS 'The fan closed their account: the pack and its files are removed when the bank has decided';
    CREATE INDEX dispute_packs_to_erase ON dispute_packs (dispute_id) WHERE erase_when_decided;
  `);
}
