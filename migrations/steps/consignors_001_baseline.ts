import type { Knex } from 'knex';

/** Owners of consigned tickets, the marketplace itself among them. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE consignors (
      id         text COLLATE "C" PRIMARY KEY,
      name       text NOT NULL CHECK (name <> ''),
      email      text NOT NULL,
      plan       text NOT NULL,
      is_marketplace   boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN consignors.plan IS 'Percentages rules can have a plan as their scope';
    COMMENT ON COLUMN consignors.is_marketplace IS 'The marketplace itself, for its own events';
    CREATE UNIQUE INDEX consignors_email ON consignors (lower(email));
    CREATE UNIQUE INDEX consignors_one_marketplace ON consignors (is_marketplace) WHERE is_marketplace;

    CREATE VIEW consignors_named AS SELECT id, name, email, plan, is_marketplace, created_at FROM consignors;
    COMMENT ON VIEW consignors_named IS 'Owners of consigned tickets, for other rooms';
  `);
}
