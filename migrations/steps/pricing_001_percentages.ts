import type { Knex } from 'knex';

/** What the house keeps and what the fan pays on top: effective-dated, never changed, never backwards. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE percentages (
      id             text COLLATE "C" PRIMARY KEY,
      consignor_id   text COLLATE "C" REFERENCES consignors,
      house_bps      integer NOT NULL CHECK (house_bps BETWEEN 0 AND 10000),
      fee_bps        integer NOT NULL CHECK (fee_bps BETWEEN 0 AND 10000),
      effective_from timestamptz NOT NULL,
      reason         text NOT NULL,
      created_by     text NOT NULL,
      created_at     timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN percentages.consignor_id IS 'null: the house default';
    CREATE UNIQUE INDEX percentages_one_at_a_time
      ON percentages (coalesce(consignor_id, ''), effective_from);
    CREATE FUNCTION percentages_at(of_consignor text, moment timestamptz)
      RETURNS TABLE (house_bps integer, fee_bps integer) LANGUAGE sql STABLE AS $$
        SELECT rules.house_bps, rules.fee_bps FROM (
          (SELECT 1 AS rank, p.house_bps, p.fee_bps FROM percentages p
           WHERE coalesce(p.consignor_id, '') = of_consignor AND p.effective_from <= moment
           ORDER BY p.effective_from DESC LIMIT 1)
          UNION ALL
          (SELECT 2, p.house_bps, p.fee_bps FROM percentages p
           WHERE coalesce(p.consignor_id, '') = '' AND p.effective_from <= moment
           ORDER BY p.effective_from DESC LIMIT 1)
        ) rules ORDER BY rules.rank LIMIT 1
      $$;
    COMMENT ON FUNCTION percentages_at IS
      'The rule in force: the consignor''s own before the house default. Two index probes, since it runs per listing';
    -- So that there is always a rule in force. Another one is another row, from its own moment on.
    INSERT INTO percentages (id, house_bps, fee_bps, effective_from, reason, created_by)
    VALUES ('pct_00000000000000000000000000', 2000, 1200, '2000-01-01T00:00:00Z', 'The terms that the house opened with', 'house');
    CREATE TRIGGER percentages_append_only BEFORE UPDATE OR DELETE ON percentages
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  `);
}
